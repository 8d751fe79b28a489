import { byteOrderMark, csvLine } from '@/lib/csv'
import { written } from './amounts'
import type { Details } from './reading'

/** What kinds of lines are called. */
export const kindNames = {
  conversions: 'Conversions',
  clicks: 'Clicks',
  impressions: 'Impressions',
  adjustment: 'Adjustment',
  rounding: 'Rounding',
} as const

const columns = [
  'Statement',
  'Publisher',
  'Month',
  'Status',
  'Kind',
  'From',
  'Offer or reason',
  'Event',
  'Count',
  'Amount',
  'Currency',
]

/** A statement's lines as CSV, with the total at the end. Amounts are exact. */
export async function* statementCsv(statement: Details, { bom }: { bom: boolean }): AsyncGenerator<string> {
  const { incrementalId, publisher, month, status, currency, lines, total } = statement
  const lead = [incrementalId, publisher.name, month.slice(0, 7), status]
  yield `${bom ? byteOrderMark : ''}${csvLine(columns)}`
  for (const { kind, month: from, name, event, count, amount } of lines)
    yield csvLine([
      ...lead,
      kindNames[kind],
      from.slice(0, 7),
      kind === 'rounding' ? '' : name,
      event,
      kind === 'adjustment' || kind === 'rounding' ? '' : count,
      written(amount, currency),
      currency,
    ])
  yield csvLine([...lead, 'Total', '', '', '', '', total, currency])
}
