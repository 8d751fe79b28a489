import { expect, test } from 'vitest'
import { fraudFilterKinds } from '@/lib/catalog/rules/fraud-filters'
import { filtersBody, filterValues, newFilter, previewBody, takesValues } from './forms'

test('a filter has only the settings of its kind', () => {
  const typed = { values: 'a.example, b.example', clicks: '5', minutes: '10' }
  expect(
    filtersBody([
      { ...newFilter('bot'), ...typed },
      { ...newFilter('blocked_referrer'), ...typed },
      { ...newFilter('visitor_clicks'), ...typed },
    ]),
  ).toEqual([
    { kind: 'bot', action: 'Flag', active: true },
    { kind: 'blocked_referrer', action: 'Flag', active: true, values: ['a.example', 'b.example'] },
    { kind: 'visitor_clicks', action: 'Flag', active: true, clicks: 5, minutes: 10 },
  ])
})

test('user agents are one per line, with their spaces and commas', () => {
  const filter = { ...newFilter('blocked_user_agent'), values: ' Headless Chrome, like Gecko \n\nbot' }
  expect(filtersBody([filter])[0]).toMatchObject({ values: ['Headless Chrome, like Gecko', 'bot'] })
})

test('a stored filter comes back as it was', () => {
  const filters = [
    { kind: 'blocked_ip' as const, action: 'Reject' as const, active: false, values: ['203.0.113.0/24', '::1'] },
    { kind: 'sub_id_clicks' as const, action: 'Flag' as const, active: true, clicks: 3, minutes: 60 },
    { kind: 'fast_conversion' as const, action: 'Flag' as const, active: true, seconds: 5 },
    { kind: 'sub_id_rate' as const, action: 'Reject' as const, active: true, times: 4, conversions: 20 },
  ]
  expect(filtersBody(filters.map(filterValues))).toEqual(filters)
})

test('a new filter of any kind is complete, except for lists', () => {
  for (const kind of fraudFilterKinds) expect(previewBody([newFilter(kind)]) !== null, kind).toBe(!takesValues(kind))
})

test('only complete filters have a preview', () => {
  expect(previewBody([])).toBeNull()
  expect(previewBody([newFilter('blocked_ip')])).toBeNull()
  expect(previewBody([{ ...newFilter('visitor_clicks'), clicks: 'many' }])).toBeNull()
  expect(previewBody([newFilter('bot')])?.days).toBe(30)
})
