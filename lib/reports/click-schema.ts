import { z } from 'zod'
import { entity } from './entity'

/** A click or an impression in a list: who came, through whom, and whether it counts. */
export const visitSummary = z.object({
  id: z.string(),
  /** ISO 8601, UTC */
  time: z.string(),
  status: z.enum(['Approved', 'Rejected']),
  /** `fraud` if a fraud filter rejected it and the caller can't see which one. */
  reason: z.string(),
  /** Kinds of the fraud filters that caught it, if the caller can see them. */
  flags: z.array(z.string()),
  bot: z.boolean(),
  publisher: entity,
  advertiser: entity,
  network: entity.nullable(),
  offer: entity,
  campaign: z.object({ id: z.string(), name: z.string() }).nullable(),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  refererHost: z.string(),
  subId: z.string(),
})
export type VisitSummary = z.infer<typeof visitSummary>

/** One click in a list. */
export const clickSummary = visitSummary.extend({ url: z.string() })
export type ClickSummary = z.infer<typeof clickSummary>

/** Everything recorded about a visit. */
export const fullVisit = visitSummary.extend({
  landingPage: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  channel: z.string(),
  /** The host of the tracking domain it came in on, or '' if it wasn't one. */
  domain: z.string(),
  subIds: z.array(z.string()).length(6),
  externalTransactionId: z.string(),
  extra: z.record(z.string(), z.string()),
  continent: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  timezone: z.string(),
  browserVersion: z.string(),
  osVersion: z.string(),
  userAgent: z.string(),
  language: z.string(),
  referer: z.string(),
  utm: z.object({
    source: z.string(),
    medium: z.string(),
    campaign: z.string(),
    term: z.string(),
    content: z.string(),
  }),
  ip: z.string(),
  /** An exact decimal in `currency`. */
  payout: z.string(),
  /** Null for publishers, who may not see it. */
  revenue: z.string().nullable(),
  currency: z.string(),
})
export type VisitDetails = z.infer<typeof fullVisit>

/** Everything recorded about one click. */
export const fullClick = fullVisit.extend({ url: z.string() })
export type ClickDetails = z.infer<typeof fullClick>
