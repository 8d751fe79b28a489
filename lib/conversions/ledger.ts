import { z } from 'zod'
import type { Conversion } from '@/lib/database/generated/client'
import { CustomPayoutType, CustomRevenueType } from '@/lib/database/generated/enums'
import { storeTime } from '@/lib/events/sql'
import { NO_ID, type ConversionRow } from '@/lib/events/tables'
import { conversionFacts, type ConversionFactsRow } from './facts'

const decision = z.object({
  rule: z.string(),
  id: z.string(),
  reason: z.string(),
  effect: z.string(),
  detail: z.string(),
})
const capUse = z.object({
  capId: z.string(),
  /** The period's, in ms since 1970. */
  start: z.number(),
  /** An exact decimal. */
  amount: z.string(),
})
const decimal = z.string()
const terms = z.object({
  payoutType: z.enum(CustomPayoutType),
  payout: decimal,
  payoutPercent: decimal,
  revenueType: z.enum(CustomRevenueType),
  revenue: decimal,
  revenuePercent: decimal,
})
/** Any JSON. */
export type Metadata = z.output<ReturnType<typeof z.json>>
/** What a conversion uses of a cap unless it's rejected: cap-uses.ts. */
export type CapUsed = z.output<typeof capUse>

/** A conversion in the ledger. Amounts are exact decimals. */
export type LedgerRow = Omit<
  Conversion,
  | 'amount'
  | 'rate'
  | 'rateDate'
  | 'payout'
  | 'revenue'
  | 'facts'
  | 'decisions'
  | 'capUses'
  | 'priceSource'
  | 'metadata'
  | 'createdAt'
  | 'updatedAt'
> & {
  amount: string | null
  rate: string | null
  /** YYYY-MM-DD */
  rateDate: string | null
  payout: string
  revenue: string
  priceSource: {
    payout?: string
    revenue?: string
    /** The prices themselves, of a conversion that waits for an exchange rate: lib/conversions/reprice.ts. */
    terms?: z.output<typeof terms>
  }
  decisions: readonly z.output<typeof decision>[]
  capUses: readonly CapUsed[]
  facts: ConversionFactsRow
  metadata: Metadata
}

const stored = z.object({
  priceSource: z.object({ payout: z.string(), revenue: z.string(), terms }).partial(),
  decisions: z.array(decision),
  capUses: z.array(capUse),
  facts: conversionFacts,
  metadata: z.json(),
})

/** A conversion as Prisma reads it. */
export function ledgerRowOf({ createdAt: _created, updatedAt: _updated, ...row }: Conversion): LedgerRow {
  return {
    ...row,
    ...stored.parse(row),
    amount: row.amount?.toFixed() ?? null,
    rate: row.rate?.toFixed() ?? null,
    rateDate: row.rateDate?.toISOString().slice(0, 10) ?? null,
    payout: row.payout.toFixed(),
    revenue: row.revenue.toFixed(),
  }
}

/** A conversion's row in the event log. */
export function eventRowOf(row: LedgerRow): ConversionRow {
  const { facts } = row
  const time = storeTime(row.time)
  return {
    ...facts,
    organization: row.organizationId,
    id: row.id,
    version: row.version,
    time,
    click_time: row.clickTime ? storeTime(row.clickTime) : time,
    kind: row.kind,
    name: row.name,
    click: row.clickId ?? NO_ID,
    impression: row.impressionId ?? NO_ID,
    customer: row.customerId ?? NO_ID,
    external_transaction: row.externalId,
    status: row.status,
    reason: row.reason,
    amount: row.amount ?? '0',
    amount_currency: row.amountCurrency,
    payout: row.payout,
    revenue: row.revenue,
    currency: row.currency,
    metadata: row.metadata === null ? '' : JSON.stringify(row.metadata),
    payment_processor: row.paymentProcessor,
    sale_type: row.isFirstSale === null ? '' : row.isFirstSale ? 'new' : 'recurring',
  }
}
