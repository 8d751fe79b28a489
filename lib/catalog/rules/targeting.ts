import { z } from 'zod'
import { browserNames, deviceNames, osNames } from '@/lib/agent-names'
import { countryCode, lines, name } from '@/lib/fields'
import { isRegion } from '@/lib/region-codes'
import { spelledAs } from '@/lib/words'
import { origin } from './origin'

// Which visitors an offer is for. Values are those that trackers find, so that a misspelled one doesn't turn everyone away.

const MAX_VALUES = 500

/** What targeting can go by. Names are those of a click's columns. */
export const targetingDimensions = ['country', 'region', 'device', 'os', 'browser', 'language'] as const
export type TargetingDimension = (typeof targetingDimensions)[number]

/** One of these names, in any case. */
const nameOf = (names: readonly string[]) =>
  z
    .string()
    .trim()
    .transform((given) => spelledAs(names, given))
    .refine((given) => names.includes(given), `must be one of ${names.join(', ')}`)

/** ISO 3166-2, such as US-CA. */
const region = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isRegion, 'must be the ISO 3166-2 code of a region, such as US-CA')

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
/** Without a region: de is German in any country. */
const language = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (given) => /^[a-z]{2,3}$/.test(given) && languageNames.of(given) !== undefined,
    'must be the ISO 639 code of a language, such as de',
  )

/** Only these values (include), and none of these (exclude). An empty list has no effect. */
function oneDimension(one: z.ZodType<string>) {
  const values = z
    .array(one)
    .max(MAX_VALUES, `must have at most ${MAX_VALUES} values`)
    .transform((all) => [...new Set(all)])
    .default([])
  return z.strictObject({ include: values, exclude: values }).superRefine(({ include, exclude }, context) => {
    const index = exclude.findIndex((value) => include.includes(value))
    if (index >= 0)
      context.addIssue({ code: 'custom', path: ['exclude', index], message: 'can’t be both included and excluded' })
  })
}

/** Targeting by any of the dimensions. A visitor has to match all of them. */
export const targeting = z
  .strictObject({
    country: oneDimension(countryCode).optional(),
    region: oneDimension(region).optional(),
    device: oneDimension(nameOf(deviceNames)).optional(),
    os: oneDimension(nameOf(osNames)).optional(),
    browser: oneDimension(nameOf(browserNames)).optional(),
    language: oneDimension(language).optional(),
  })
  .superRefine(({ country, region: regions }, context) => {
    const countries = country?.include ?? []
    const index = (regions?.include ?? []).findIndex(
      (code) => countries.length > 0 && !countries.includes(code.slice(0, 2)),
    )
    if (index >= 0)
      context.addIssue({
        code: 'custom',
        path: ['region', 'include', index],
        message: 'must be in one of the included countries, because a visitor has to match both',
      })
  })
export type Targeting = z.output<typeof targeting>

/** What people can set about a targeting group. */
export const targetingGroupFields = { name, description: lines(2000), targeting } as const

export const targetingGroupInput = z.strictObject({
  ...origin,
  ...z.object(targetingGroupFields).partial().shape,
  name,
})
