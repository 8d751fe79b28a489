import { expect, test } from 'vitest'
import { pdfText } from '@/lib/testing/pdf-text'
import type { Line } from './lines'
import { statementPdf } from './pdf'
import type { Details } from './reading'

const october = '2026-10-01'
const line = (more: Partial<Line>): Line => ({
  kind: 'conversions',
  month: october,
  offerId: null,
  offerEventId: null,
  name: 'Shoes',
  event: 'Sale',
  count: 1234,
  amount: '1204.3342',
  ...more,
})
const statement: Details = {
  id: '',
  organizationId: '',
  incrementalId: 12,
  publisherId: '',
  publisher: { id: '', incrementalId: 7, name: 'Daily Deals' },
  month: october,
  currency: 'EUR',
  status: 'paid',
  total: '1194.33',
  approvedAt: new Date('2026-11-02T10:00:00Z'),
  paidOn: new Date('2026-11-05'),
  paymentReference: 'SEPA 7',
  countedAt: null,
  createdAt: new Date('2026-11-01T10:00:00Z'),
  updatedAt: new Date('2026-11-01T10:00:00Z'),
  lastUpdatedById: null,
  lines: [
    line({}),
    line({ kind: 'clicks', name: 'Łódź, Ελλάδα, Москва, Straße', event: '', count: 20, amount: '2' }),
    line({ month: '2026-09-01', name: 'Late', amount: '5' }),
    line({ kind: 'adjustment', name: 'Chargeback', event: '', count: 0, amount: '-17' }),
    line({ kind: 'rounding', name: 'Rounding', event: '', count: 0, amount: '-0.0042' }),
  ],
  adjustments: [],
  billing: {
    name: 'Żółć GmbH',
    address: 'Hauptstraße 5\n10115 Berlin',
    country: 'DE',
    taxId: 'DE123456789',
    email: 'billing@deals.example',
    paymentMethod: 'Bank transfer',
  },
}

async function read(changed: Partial<Details> = {}): Promise<string[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of statementPdf({ ...statement, ...changed }, { organization: 'Acme Œuvres' }))
    chunks.push(chunk)
  return pdfText(Buffer.concat(chunks))
}

test('has the organization, the publisher’s billing details, every line, and the total', async () => {
  const [page = '', ...others] = await read()
  expect(others).toEqual([])
  expect(page.split('\n')).toEqual(
    [
      'Acme Œuvres',
      'Statement 12 for October 2026',
      'For',
      'Żółć GmbH',
      'Hauptstraße 5',
      '10115 Berlin',
      'Germany',
      'Tax ID DE123456789',
      'billing@deals.example',
      'Publisher Daily Deals',
      'Paid',
      '€1,194.33',
      'On November 5, 2026',
      'Reference SEPA 7',
      'Bank transfer',
      ['Description', 'Count', 'Amount'],
      ['Shoes', 'Sale', '1,234', '€1,204.3342'],
      ['Łódź, Ελλάδα, Москва, Straße', 'Clicks', '20', '€2.00'],
      ['Late', 'Sale, from September 2026, approved later', '1,234', '€5.00'],
      ['Chargeback', 'Adjustment', '-€17.00'],
      ['Rounding', '-€0.0042'],
      ['Total', '€1,194.33'],
      'Statement 12, page 1 of 1',
    ].flat(),
  )
})

test('continues on as many pages as it takes, with the table’s head on each', async () => {
  const lines = Array.from({ length: 100 }, (_, index) => line({ name: `Offer ${index + 1}` }))
  const pages = await read({ lines })
  expect(pages.length).toBeGreaterThan(2)
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('Description\nCount\nAmount')
    expect(page).toContain(`page ${index + 1} of ${pages.length}`)
  }
  const all = pages.join('\n').split('\n')
  expect(all.filter((text) => /^Offer \d+$/.test(text))).toEqual(lines.map(({ name }) => name))
})

test('says if it’s a draft, and has nothing to pay', async () => {
  const [page = ''] = await read({ status: 'draft', lines: [], total: '0', currency: 'JPY', paidOn: null })
  expect(page).toContain('This is a draft. It may still change.')
  expect(page).toContain('Nothing to pay')
  expect(page).toContain('To be paid\n¥0')
})
