import { expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '@/lib/fields'
import { offersResource } from '@/lib/testing/offers-resource'
import { defineForm } from './define'
import { typed } from './typed'

// A form with every kind of field, on a resource with every kind of field.
const blank = {
  name: '',
  description: '',
  active: true,
  fallback_url: '',
  integration: '',
  advertiser_id: '',
  default_payout: { payout_type: 'CPA', payout: '', revenue: '' },
  deep_link_enabled: false,
  deep_link_hosts: '',
}
const body = ({ integration, ...rest }: typeof blank) => ({ ...rest, integration_id: integration })
const offer = defineForm({
  to: offersResource.contracts.create,
  values: blank,
  body,
  shows: { integration_id: 'integration' },
})
const change = defineForm({
  to: offersResource.contracts.update,
  values: blank,
  body: ({ integration: _integration, ...rest }) => rest,
})

const valid = {
  ...blank,
  name: ' Sneakers ',
  integration: '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4',
  advertiser_id: '42',
}
const placed = (values: typeof blank) =>
  offer.checked(values).details?.map(({ field, message }) => [offer.fieldOf(field, values), message])

test('text becomes the types that the operation declares, and empty optional fields are left out', () => {
  expect(offer.checked(valid)).toEqual({
    details: null,
    body: {
      name: ' Sneakers ',
      description: '',
      active: true,
      fallback_url: '',
      integration_id: valid.integration,
      advertiser_id: 42,
      default_payout: { payout_type: 'CPA', payout: undefined, revenue: undefined },
      deep_link_enabled: false,
      deep_link_hosts: [],
    },
  })
  const { body: sent } = offer.checked({
    ...valid,
    default_payout: { payout_type: 'CPA', payout: '0.100000', revenue: '12' },
    deep_link_hosts: 'shop.example, www.example\nApp.Example.com',
  })
  // Amounts stay as typed, so that they stay exact.
  expect(sent?.default_payout).toEqual({ payout_type: 'CPA', payout: '0.100000', revenue: '12' })
  expect(sent?.deep_link_hosts).toEqual(['shop.example', 'www.example', 'App.Example.com'])
})

test('an update doesn’t leave out an emptied field, which would keep its old value', () => {
  const { details } = change.checked({ ...valid, default_payout: { payout_type: 'CPA', payout: '', revenue: '1' } })
  expect(details?.map(({ field }) => field)).toEqual(['default_payout.payout'])
})

test('errors are placed at the field they’re about: nested, renamed, in lists, and about several fields', () => {
  const amount = 'must be an amount of 0 or more, with up to 12 digits and 6 decimal places'
  expect(placed({ ...valid, default_payout: { payout_type: 'CPA', payout: '-1', revenue: '1,5' } })).toEqual([
    ['default_payout.payout', amount],
    ['default_payout.revenue', amount],
  ])
  expect(placed({ ...valid, integration: '', advertiser_id: 'Acme' })).toEqual([
    ['integration', 'must be an ID'],
    ['advertiser_id', expect.stringContaining('must be an ID')],
  ])
  expect(placed({ ...valid, deep_link_hosts: 'shop.example, /nope' })).toEqual([
    ['deep_link_hosts', expect.stringContaining('must be a hostname')],
  ])
  expect(placed({ ...valid, deep_link_enabled: true })).toEqual([
    ['deep_link_hosts', 'must list the hosts that deep links may lead to'],
  ])
  expect(offer.fieldOf('currency', valid)).toBeNull()
})

test('an error in a list of objects is placed at the item’s field', () => {
  const pages = defineForm({
    to: { method: 'POST', body: z.strictObject({ pages: z.array(z.strictObject({ weight: z.int() })) }) },
    values: { pages: [{ weight: '' }] },
  })
  const values = { pages: [{ weight: '1' }, { weight: 'heavy' }] }
  const [detail] = pages.checked(values).details ?? []
  expect(pages.fieldOf(detail?.field ?? '', values)).toBe('pages.1.weight')
  // A control for the whole list shows what's wrong with its items.
  expect(pages.fieldOf('pages.1.weight', values, (path) => path === 'pages')).toBe('pages')
  expect(pages.checked({ pages: [{ weight: '30' }] }).body).toEqual({ pages: [{ weight: 30 }] })
})

test.each([
  [z.int().nullable(), ' 30 ', 30],
  [z.int().nullable(), '', null],
  [z.int(), '', ''],
  [z.int(), '1e3', '1e3'],
  [z.int().min(1), '0', 0],
  [z.string().max(3), '1234', '1234'],
  [z.string().nullable(), '', ''],
  [z.number().optional(), '1.5', 1.5],
  [z.number().optional(), ' ', undefined],
  [z.array(z.int()), '1 2', [1, 2]],
  [z.boolean(), true, true],
])('for %#, %j becomes %j', (schema, text, value) => {
  expect(typed(schema, text, true)).toEqual(value)
})

test('the body is what the operation takes, not what it makes of it', () => {
  const form = defineForm({
    to: { method: 'PATCH', body: z.strictObject({ ends: day.nullable() }) },
    values: { ends: '' },
  })
  expect(form.checked({ ends: '2026-01-31' }).body).toEqual({ ends: '2026-01-31' })
  expect(form.checked({ ends: '' }).body).toEqual({ ends: null })
  expect(form.checked({ ends: 'soon' }).details).toEqual([
    { field: 'ends', message: 'must be a date such as 2026-01-31' },
  ])
})
