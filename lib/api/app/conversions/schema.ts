import { z } from 'zod'
import { ConversionStatus } from '@/lib/database/generated/enums'
import { entity } from '@/lib/reports/entity'
import { eventOrigin } from '@/lib/reports/event-schema'

/** One conversion in a list. Amounts are exact decimals. */
export const conversionSummary = z.object({
  id: z.string(),
  /** Of this version. Changing a conversion takes it. */
  hash: z.string(),
  /** ISO 8601, UTC */
  time: z.iso.datetime(),
  status: z.enum(ConversionStatus),
  /** Why it isn't approved or isn't paid, in words. Publishers need fraud visibility to see it. */
  why: z.string(),
  /** The event's name, or what the offer calls its main conversion. */
  name: z.string(),
  isEvent: z.boolean(),
  publisher: entity,
  advertiser: entity,
  network: entity.nullable(),
  offer: entity,
  /** Null for conversions without a click. */
  clickId: z.string().nullable(),
  clickTime: z.iso.datetime().nullable(),
  country: z.string(),
  device: z.string(),
  subId: z.string(),
  externalId: z.string(),
  /** The value of the sale in its own currency, if it was reported. */
  amount: z.object({ value: z.string(), currency: z.string() }).nullable(),
  payout: z.string(),
  /** Null for publishers, who may not see it. */
  revenue: z.string().nullable(),
  currency: z.string(),
})
export type ConversionSummary = z.infer<typeof conversionSummary>

const price = z.object({
  type: z.string(),
  /** Whose price it is: custom_event, custom_offer, event, or offer. */
  source: z.string().nullable(),
})

/** What decided about a conversion. */
export const decision = z.object({
  rule: z.string(),
  effect: z.string(),
  why: z.string(),
  /** What it went by. Not for publishers, who could tell revenue from it. */
  detail: z.string(),
  /** The fraud filter group or the person. Not for publishers. */
  by: z.string().nullable(),
})

/** Everything that's known about one conversion. */
export const conversionDetails = conversionSummary.extend({
  ...eventOrigin.shape,
  version: z.number().int(),
  source: z.string(),
  /** Its day in the organization's zone. */
  day: z.iso.date(),
  clickDay: z.iso.date(),
  /** What led to it instead of a click, if an impression did. */
  impression: z.object({ id: z.string(), time: z.iso.datetime() }).nullable(),
  region: z.string(),
  city: z.string(),
  browser: z.string(),
  os: z.string(),
  referer: z.string(),
  subIds: z.array(z.string()).length(6),
  payoutPrice: price,
  /** Null for publishers. */
  revenuePrice: price.nullable(),
  /** stripe, shopify, … of a sale, or ''. */
  paymentProcessor: z.string(),
  /** What its sender wants to find again. */
  metadata: z.json(),
  /** What the sale's value was converted by, if its currency isn't the offer's. */
  rate: z.object({ value: z.string(), day: z.iso.date().nullable() }).nullable(),
  /** In the order they were made. Publishers need fraud visibility to see them. */
  decisions: z.array(decision),
  /** The approved statement that it's in. From then on, its status and amounts can't change. */
  statement: z
    .object({
      number: z.number().int(),
      /** YYYY-MM */
      month: z.string(),
      status: z.enum(['approved', 'paid']),
      /** Whether the caller can see the statement itself. */
      canOpen: z.boolean(),
    })
    .nullable(),
  /** When it's approved by itself, if nothing happens until then. */
  holdUntil: z.iso.datetime().nullable(),
})
export type ConversionDetails = z.infer<typeof conversionDetails>
