import { z } from 'zod'
import { entity } from './entity'

// What pages show about clicks, leads, and sales. Safe in the browser.

/** Kinds of events, which are the metrics that count them. */
export const eventKinds = ['clicks', 'leads', 'sales'] as const
export type EventKind = (typeof eventKinds)[number]

/** The short link that an event came by. */
export const eventLink = z.object({
  id: z.string(),
  /** Its address without the scheme. */
  name: z.string(),
  /** Whether the caller can open its page: it may be deleted, or someone else's by now. */
  canOpen: z.boolean(),
})
export type EventLink = z.infer<typeof eventLink>

/** Who an event is of. */
export const eventCustomer = z.object({
  /** Null if there's no such customer, or none that the caller can see. */
  id: z.uuid().nullable(),
  /** Their name, email address, or the organization's own ID for them. */
  name: z.string(),
})
export type EventCustomer = z.infer<typeof eventCustomer>

/** How an event came about. */
export const eventOrigin = z.object({
  /** Null if a tracking link was used. */
  link: eventLink.nullable(),
  customer: eventCustomer.nullable(),
  /** link, qr, or pageview; '' if there was no click. */
  trigger: z.string(),
})
export type EventOrigin = z.infer<typeof eventOrigin>

/** A value in its currency. */
const amount = z.object({ value: z.string(), currency: z.string() })

/** A click, a lead, or a sale in a list. Amounts are exact decimals. */
export const eventSummary = z.object({
  id: z.string(),
  /** ISO 8601, UTC */
  time: z.iso.datetime(),
  /** What leads and sales are called. '' of clicks. */
  name: z.string(),
  /** Null if the link belongs to no one or leads to no offer. */
  publisher: entity.nullable(),
  advertiser: entity.nullable(),
  network: entity.nullable(),
  offer: entity.nullable(),
  campaign: z.object({ id: z.string(), name: z.string() }).nullable(),
  ...eventOrigin.shape,
  country: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  refererHost: z.string(),
  subId: z.string(),
  url: z.string(),
  /** The advertiser's ID for it, which is the invoice of sales. '' of clicks. */
  externalId: z.string(),
  /** The value of the sale in its own currency, if it was reported. */
  amount: amount.nullable(),
  payout: amount,
  /** Null for publishers, who may not see it. */
  revenue: amount.nullable(),
})
export type EventSummary = z.infer<typeof eventSummary>
