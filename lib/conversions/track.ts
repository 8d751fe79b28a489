import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { isUuid } from '@/lib/uuid'
import { unknownClick } from './attribute'
import type { ReportedCustomer } from './customers'
import { ledgerRowOf, type LedgerRow, type Metadata } from './ledger'
import type { Outcome, Report, Tracked } from './outcome'
import type { Recorder } from './recorder'
import { mayChange } from './update'

// Leads and sales as someone tracks them through the API, instead of a postback per click: docs/decisions/0032-leads-and-sales.md.

/** Who converted. Empty means that it isn't said. */
export type TrackedCustomer = Required<ReportedCustomer>

type Common = { eventName: string; customer: TrackedCustomer; metadata: Metadata; clickId: string }

/** A lead. Without a click, it's of the customer's first one. */
export type Lead = Common & {
  /** 0 only ties the customer to the click. */
  quantity: number
}

export type Sale = Common & {
  /** An exact decimal. */
  amount: string
  currency: string
  paymentProcessor: string
  /** The same for a sale that's repeated, or ''. */
  invoiceId: string
  /** Of the lead that led to it, or '' for the latest. */
  leadEventName: string
}

/** A customer as stored. */
export type KnownCustomer = { id: string; name: string; email: string; avatar: string; externalId: string }

/** What became of a lead or sale: the one that's in the ledger, which may be an earlier one that it repeats, and whose click it is. */
export type Recorded = {
  row: LedgerRow | null
  click: { id: string; link: string; url: string }
  customer: KnownCustomer
}

type Deps = { database: Database; recorder: Pick<Recorder, 'record'> }

/** Records a lead. @returns why not, if it can't be */
export async function trackLead(deps: Deps, caller: Caller, lead: Lead): Promise<Recorded | Outcome> {
  const known = await findCustomer(deps, caller, lead.customer)
  if (known && 'result' in known) return known
  const transactionId = lead.clickId === '' ? known?.clickId : lead.clickId
  if (!transactionId)
    return {
      result: 'unknown_customer',
      field: 'customerExternalId',
      message: known ? 'The customer has no click. Send clickId.' : 'No customer has this ID. Send clickId.',
    }
  const { quantity } = lead
  return record(deps, caller, lead, transactionId, {}, { kind: 'lead', quantity, paymentProcessor: '' })
}

/** Records a sale. @returns the customer if there's no click that it could be of, and why not, if it can't be recorded */
export async function trackSale(
  deps: Deps,
  caller: Caller,
  sale: Sale,
): Promise<Recorded | { customer: KnownCustomer | null; row: null; click: null } | Outcome> {
  const known = await findCustomer(deps, caller, sale.customer)
  if (known && 'result' in known) return known
  const lead = known && (await latestLead(deps, caller, known.id, sale.leadEventName))
  if (known && !lead && sale.leadEventName !== '' && sale.clickId === '')
    return { result: 'unknown_event', field: 'leadEventName', message: 'The customer has no lead with this name.' }
  const transactionId = lead ?? (sale.clickId || known?.clickId)
  if (!transactionId) return { customer: known ?? null, row: null, click: null }
  const { amount, currency: amountCurrency, invoiceId: externalId, paymentProcessor } = sale
  const said = { amount, amountCurrency, externalId }
  return record(deps, caller, sale, transactionId, said, { kind: 'sale', quantity: 1, paymentProcessor })
}

async function record(
  { database, recorder }: Deps,
  caller: Caller,
  { eventName, customer, metadata }: Common,
  transactionId: string,
  said: Partial<Pick<Report, 'amount' | 'amountCurrency' | 'externalId'>>,
  tracked: Pick<Tracked, 'kind' | 'quantity' | 'paymentProcessor'>,
): Promise<Recorded | Outcome> {
  const noClick: Outcome = { ...unknownClick, field: 'clickId', message: 'No click has this ID.' }
  if (!isUuid(transactionId)) return noClick
  const organizationId = caller.organization.id
  const { scope, reach } = caller
  const outcome = await recorder.record({
    amount: null,
    amountCurrency: null,
    externalId: '',
    ...said,
    organizationId,
    allowedOfferId: null,
    source: 'track',
    transactionId: transactionId.toLowerCase(),
    offerId: null,
    event: { name: eventName },
    status: null,
    rejectedReason: null,
    country: '',
    customer,
    time: Date.now(),
    tracked: { ...tracked, metadata, by: { scope, reach } },
  })
  if (outcome.result === 'unknown_click') return noClick
  const store = database.forOrganization(organizationId)
  const { conversionId, click } = outcome
  const found = conversionId === undefined ? null : await store.conversion.findFirst({ where: { id: conversionId } })
  const row = found && ledgerRowOf(found)
  if (!row && !click) return outcome
  // A repeated sale is answered with the customer of the first.
  const who = row?.customerId ? { id: row.customerId } : { externalId: customer.externalId }
  const stored = await store.customer.findFirst({ where: who, select: shown })
  const of = click ?? { id: row?.clickId ?? transactionId, link: row?.facts.link ?? '', url: row?.facts.url ?? '' }
  return stored ? { row, click: of, customer: stored } : outcome
}

const shown = { id: true, name: true, email: true, avatar: true, externalId: true } as const

/** The customer with an external ID. Null if there's none, and a refusal if they belong to someone whose customers the caller can't change. */
async function findCustomer({ database }: Deps, caller: Caller, { externalId }: TrackedCustomer) {
  const found = await database.forOrganization(caller.organization.id).customer.findFirst({
    where: { externalId, deletedAt: null },
    select: {
      ...shown,
      clickId: true,
      publisher: { select: { incrementalId: true } },
      advertiser: { select: { incrementalId: true } },
    },
  })
  if (!found) return null
  const { publisher, advertiser, ...customer } = found
  const first = { publisher: publisher?.incrementalId ?? 0, advertiser: advertiser?.incrementalId ?? 0 }
  // Nobody's customers are whoever's click comes first.
  if (customer.clickId !== null && !mayChange(caller, first)) return notTheirs
  return customer
}

const notTheirs: Outcome = {
  result: 'not_allowed',
  field: 'customerExternalId',
  message: 'The customer is of a publisher whose conversions you can’t report.',
}

const latest = z.array(z.object({ clickId: z.string() }))

/** The click of the customer's latest lead. One that was rejected counts only if all of them were. */
async function latestLead({ database }: Deps, { organization }: Caller, customerId: string, name: string) {
  const [found] = latest.parse(
    await database.prisma.$queryRaw`
      SELECT "clickId"::text FROM "Conversion"
      WHERE "organizationId" = ${organization.id}::uuid AND "customerId" = ${customerId}::uuid
        AND "amount" IS NULL AND "clickId" IS NOT NULL AND (${name} = '' OR lower("name") = lower(${name}))
      ORDER BY "status" = 'Rejected', "time" DESC, "id" DESC LIMIT 1`,
  )
  return found?.clickId
}
