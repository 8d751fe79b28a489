import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { sql, value } from '@/lib/events/sql'
import type { ClickRow } from '@/lib/events/tables'
import { conversionFacts } from '@/lib/conversions/facts'
import type { LedgerRow } from '@/lib/conversions/ledger'
import { ship } from '@/lib/conversions/outbox'
import { insertConversions } from '@/lib/conversions/write'

/** Gives an organization, or one of its offers, a new security token. @returns the token */
export async function createToken(
  { prisma }: Pick<Database, 'prisma'>,
  organizationId: string,
  offerId: string | null = null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const id = offerId ?? organizationId
  const hash = createHash('sha256').update(token).digest()
  const values = { token: Buffer.from(token), hash }
  await prisma.postbackToken.upsert({
    where: { id },
    create: { id, organizationId, offerId, ...values },
    update: values,
  })
  return token
}

const counted = z.looseObject({
  id: z.string(),
  version: z.number(),
  status: z.string(),
  // The store answers with exact decimals.
  amount: z.coerce.number(),
  payout: z.coerce.number(),
  revenue: z.coerce.number(),
})

/** An organization's conversions as the event log counts them, oldest first. */
export function countedConversions(events: Pick<EventLog, 'query'>, organizationId: string) {
  return events.query({
    work: 'test',
    sql: sql`SELECT * FROM conversion FINAL WHERE organization = ${value('UUID', organizationId)} ORDER BY time, id`,
    row: counted,
  })
}

const logged = z.looseObject({ result: z.string(), url: z.string(), http_status: z.number(), message: z.string() })

/** An organization's postback log, oldest first. */
export function loggedPostbacks(events: Pick<EventLog, 'query'>, organizationId: string) {
  return events.query({
    work: 'test',
    sql: sql`SELECT * FROM postback WHERE organization = ${value('UUID', organizationId)} ORDER BY time, id`,
    row: logged,
  })
}

/** A conversion of a click, for the ledger. */
export function ledgerRow(click: ClickRow, values: Partial<LedgerRow> = {}): LedgerRow {
  const { day, time, id: clickId, organization: organizationId, ...facts } = click
  const id = values.id ?? randomUUID()
  const at = new Date(`${time.replace(' ', 'T')}Z`)
  const more = {
    day,
    click_day: day,
    event: 0,
    source: 'postback',
    flags: [],
    click_external_transaction: facts.external_transaction,
  }
  return {
    id,
    organizationId,
    kind: 'conversion',
    name: 'Sale',
    offerId: null,
    offerEventId: null,
    publisherId: null,
    advertiserId: null,
    clickId,
    impressionId: null,
    customerId: null,
    clickTime: at,
    time: at,
    externalId: '',
    dedupeKey: id,
    amount: null,
    amountCurrency: '',
    rate: null,
    rateDate: null,
    payout: '0',
    revenue: '0',
    currency: 'EUR',
    payoutType: 'CPA',
    revenueType: 'RPA',
    priceSource: { payout: 'offer', revenue: 'offer' },
    status: 'Approved',
    reason: '',
    decisions: [],
    capUses: [],
    holdUntil: null,
    facts: conversionFacts.parse({ ...facts, ...more }),
    metadata: null,
    paymentProcessor: '',
    isFirstSale: null,
    version: 1,
    statementId: null,
    lastUpdatedById: null,
    ...values,
  }
}

/** Records a conversion of a click in the ledger and the event log, without a postback. @returns it as it's in the ledger */
export async function recordConversion(
  { prisma }: Pick<Database, 'prisma'>,
  events: Pick<EventLog, 'append'>,
  click: ClickRow,
  values: Partial<LedgerRow> = {},
): Promise<LedgerRow> {
  const row = ledgerRow(click, values)
  const { shipments } = await prisma.$transaction((transaction) => insertConversions(transaction, [row]))
  await ship({ prisma }, events, shipments)
  return row
}
