import { z } from 'zod'
import { dimensionNames } from './dimensions'
import { forEachMetric, metricNames } from './metrics'
import { intervals, presets } from './range'

/**
 * Responses to the product's own pages. Pure schemas, safe to import in the browser.
 * Days are `YYYY-MM-DD` in the response's time zone. Clicks are accepted clicks by people (no bots).
 * Unique clicks are distinct visitors per day, summed over the days.
 */

const day = z.iso.date()
const count = z.number().int().nonnegative()

/** A catalog record: `id` is the incrementalId. */
export const entity = z.object({ id: z.number().int(), name: z.string(), slug: z.string() })
export type Entity = z.infer<typeof entity>

export const answeredRange = z.object({
  from: day,
  to: day,
  days: z.number().int(),
  timezone: z.string(),
  /** Whether the last day is today, which isn't over yet. */
  incomplete: z.boolean(),
  /** The preset that the range comes from. */
  preset: z.enum(presets).nullable(),
})

const figures = z.object(forEachMetric(() => count))
/** An interval: its first day, when it starts if it's an hour, and its figures. */
const point = { day, time: z.iso.datetime().nullable(), figures }
const change = z.object({ value: count, previous: count.nullable() })

export const overviewAnswer = z.object({
  range: answeredRange,
  /** Ends at `until`, an instant, while the range is still running. */
  compared: z.object({ from: day, to: day, until: z.iso.datetime().nullable() }).nullable(),
  totals: z.object(forEachMetric(() => change)),
  interval: z.enum(intervals),
  /** What the rankings count. */
  metric: z.enum(metricNames),
  /** One entry for every interval of the range, also those without clicks. `previous` is the one at the same place of the compared range. */
  series: z.array(
    z.object({
      ...point,
      /** Whether some of it is outside of the range or hasn't come yet. */
      incomplete: z.boolean(),
      previous: z.object(point).nullable(),
    }),
  ),
  /** The values of each dimension with the highest figures, at most 10. `value` is what a filter calls it. */
  rankings: z.array(
    z.object({
      dimension: z.enum(dimensionNames),
      rows: z.array(z.object({ value: z.string(), label: z.string(), figure: count, previous: count.nullable() })),
    }),
  ),
})
export type OverviewAnswer = z.infer<typeof overviewAnswer>

/** Excludes unique clicks: sorting by them would mean counting every row's visitors to show fifty rows. */
export const dailySorts = ['day', 'clicks'] as const

export const dailyAnswer = z.object({
  range: answeredRange,
  totals: z.object({ clicks: count, uniqueClicks: count }),
  rows: z.array(
    z.object({
      day,
      advertiser: entity,
      publisher: entity,
      network: entity.nullable(),
      clicks: count,
      uniqueClicks: count,
    }),
  ),
  page: z.number().int(),
  perPage: z.number().int(),
  totalCount: count,
  totalPages: count,
})
export type DailyAnswer = z.infer<typeof dailyAnswer>

/** One click in a list. */
export const clickSummary = z.object({
  id: z.string(),
  /** ISO 8601, UTC */
  time: z.string(),
  status: z.enum(['Approved', 'Rejected']),
  reason: z.string(),
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
  url: z.string(),
})
export type ClickSummary = z.infer<typeof clickSummary>

/** Everything recorded about one click. */
export const clickDetails = clickSummary.extend({
  landingPage: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  channel: z.string(),
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
export type ClickDetails = z.infer<typeof clickDetails>

export const eventsAnswer = z.object({
  range: answeredRange,
  /** All matching clicks, accepted or not, by people or bots. */
  totalCount: count,
  rows: z.array(clickSummary),
  /** Pass as `cursor` to get the next page; null on the last page. */
  next: z.string().nullable(),
  previous: z.string().nullable(),
})
export type EventsAnswer = z.infer<typeof eventsAnswer>

/** Possible values for a filter, most clicks first. */
export const valuesAnswer = z.object({
  values: z.array(z.object({ value: z.string(), label: z.string(), clicks: count })),
})
export type ValuesAnswer = z.infer<typeof valuesAnswer>

export const publishersAnswer = z.object({ publishers: z.array(entity.extend({ active: z.boolean() })) })
export type PublishersAnswer = z.infer<typeof publishersAnswer>

export const apiKeySummary = z.object({
  id: z.string(),
  name: z.string(),
  /** The key's prefix, for recognition. */
  prefix: z.string(),
  access: z.array(z.string()),
  /** Sites whose pages may use the key. */
  allowedOrigins: z.array(z.string()),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** The key that replaced it in a rotation. */
  replacedById: z.string().nullable(),
})
export type ApiKeySummary = z.infer<typeof apiKeySummary>
/** `grantable` lists the permissions the caller can give to keys, and what each means. */
export const apiKeysAnswer = z.object({
  apiKeys: z.array(apiKeySummary),
  grantable: z.array(z.object({ access: z.string(), means: z.string() })),
})
/** `key` is shown only once and isn't stored. */
export const apiKeyCreated = z.object({ apiKey: apiKeySummary, key: z.string() })
