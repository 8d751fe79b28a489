import { z } from 'zod'
import { countryCode, line, lines, name } from '@/lib/fields'
import { origin } from './origin'

// Which visitors an offer is for.

const MAX_VALUES = 500

/** What targeting can go by. Names are those of a click's columns. */
export const targetingDimensions = ['country', 'region', 'device', 'os', 'browser', 'language'] as const
export type TargetingDimension = (typeof targetingDimensions)[number]

const value = line(100).min(1, 'must not be empty')
/** ISO 3166-2, such as US-CA. */
const region = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'must be an ISO 3166-2 code such as US-CA')
const language = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, 'must be a language code such as de')

/** Only these values (include), and none of these (exclude). An empty list has no effect. */
const oneDimension = (one: z.ZodType<string>) =>
  z.strictObject({
    include: z.array(one).max(MAX_VALUES, `must have at most ${MAX_VALUES} values`).default([]),
    exclude: z.array(one).max(MAX_VALUES, `must have at most ${MAX_VALUES} values`).default([]),
  })

/** Targeting by any of the dimensions. A visitor has to match all of them. */
export const targeting = z.strictObject({
  country: oneDimension(countryCode).optional(),
  region: oneDimension(region).optional(),
  device: oneDimension(value).optional(),
  os: oneDimension(value).optional(),
  browser: oneDimension(value).optional(),
  language: oneDimension(language).optional(),
})
export type Targeting = z.output<typeof targeting>

/** What people can set about a targeting group. */
export const targetingGroupFields = { name, description: lines(2000), targeting } as const

export const targetingGroupInput = z.strictObject({
  ...origin,
  ...z.object(targetingGroupFields).partial().shape,
  name,
})
