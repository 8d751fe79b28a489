import { z } from 'zod'
import type { FraudFilterRecord, OfferRecord, TargetingRecord } from './records'

// JSON columns as trackers read them. Their values were checked when they were written (lib/catalog/rules), perhaps by an older version's rules, so
// only their shape is checked here: a rule that becomes stricter mustn't open an offer to everyone, and a newer version's keys are no reason to stop.

const values = z.array(z.string()).default([])
const targeting = z.record(z.string(), z.object({ include: values, exclude: values }))
const filters = z.array(
  z.object({
    kind: z.string(),
    action: z.string(),
    active: z.boolean().default(true),
    values,
    clicks: z.number().default(0),
    minutes: z.number().default(0),
    seconds: z.number().default(0),
    hours: z.number().default(0),
    times: z.number().default(0),
    conversions: z.number().default(0),
  }),
)
const fallbackUrls = z.record(z.string(), z.string())

/** Most offers have none, and one object for all of them saves memory. */
const noTargeting: TargetingRecord = {}
const noFallbackUrls: OfferRecord['fallbackUrls'] = {}

/** @throws Error when it isn't targeting */
export function storedTargeting(json: unknown): TargetingRecord {
  return isEmpty(json) ? noTargeting : targeting.parse(json)
}

/** @throws Error when they aren't fallback URLs */
export function storedFallbackUrls(json: unknown): OfferRecord['fallbackUrls'] {
  return isEmpty(json) ? noFallbackUrls : fallbackUrls.parse(json)
}

/** @throws Error when they aren't filters */
export function storedFilters(json: unknown): readonly FraudFilterRecord[] {
  return filters.parse(json)
}

function isEmpty(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.keys(json).length === 0
}

const headers = z.record(z.string(), z.string())

/** The headers of a postback. */
export const storedHeaders = (stored: unknown): Readonly<Record<string, string>> => headers.parse(stored)
