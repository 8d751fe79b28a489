import { expect, test } from 'vitest'
import { bulkFilters } from './bulk-filters'

// What a bulk decision is about is what the list shows.

test('all filters of the page are those of a bulk decision', () => {
  const params = new URLSearchParams(
    'publisher=3&country=-DE&status=Pending&conversion_kind=sale&cursor=after.x&columns=id',
  )
  expect(bulkFilters(params, { from: '2026-03-01', to: '2026-03-31' })).toEqual({
    from: '2026-03-01',
    to: '2026-03-31',
    publisher: '3',
    country: '-DE',
    status: 'Pending',
    conversion_kind: 'sale',
  })
})
