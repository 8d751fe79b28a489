import { z } from 'zod'
import { flag, hostName, line, lines, name, oneOf } from '@/lib/fields'
import { origin } from './origin'

// Filters against fraud, in groups that offers and offer events use.

const MAX_VALUES = 1000

/** What a filter does to a click or conversion that it catches. */
export const filterActions = { Reject: 'Reject', Flag: 'Flag' } as const

const action = oneOf(filterActions)
const values = (one: z.ZodType<string>) =>
  z
    .array(one)
    .min(1, 'must have at least one value')
    .max(MAX_VALUES, `must have at most ${MAX_VALUES} values`)
    .transform((all) => [...new Set(all)])
/** Without www., which clicks leave out, too. */
const host = hostName.transform((given) => given.replace(/^www\./, ''))
const pattern = line(200).min(1, 'must not be empty')
const addressRange = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  'must be an IP address or range such as 203.0.113.0/24',
)
const wholeNumber = (what: string, most: number) =>
  z.int(`must be a ${what}, 1 to ${most}`).min(1, `must be at least 1`).max(most, `must be at most ${most}`)

/** More than `clicks` clicks within `minutes`. */
const frequency = {
  clicks: wholeNumber('number of clicks', 1_000_000),
  minutes: wholeNumber('number of minutes', 44_640),
}

const base = { action, active: flag.default(true) }

/** Filters that check clicks, as they come in. Each kind has its own settings. */
const clickFilters = [
  z.strictObject({ kind: z.literal('bot'), ...base }),
  /** An address in the operator's list of data centers. */
  z.strictObject({ kind: z.literal('data_center'), ...base }),
  z.strictObject({ kind: z.literal('proxy'), ...base }),
  z.strictObject({ kind: z.literal('empty_referrer'), ...base }),
  /** Hosts, including their subdomains. */
  z.strictObject({ kind: z.literal('blocked_referrer'), ...base, values: values(host) }),
  /** Text that the user agent contains, ignoring case. */
  z.strictObject({ kind: z.literal('blocked_user_agent'), ...base, values: values(pattern) }),
  z.strictObject({ kind: z.literal('blocked_ip'), ...base, values: values(addressRange) }),
  /** More clicks of a visitor, or with a publisher's sub_id, on the same offer within that time. The first ones aren't caught. */
  z.strictObject({ kind: z.literal('visitor_clicks'), ...base, ...frequency }),
  z.strictObject({ kind: z.literal('sub_id_clicks'), ...base, ...frequency }),
  /** A browser language that isn't spoken in the visitor's country. */
  z.strictObject({ kind: z.literal('language_mismatch'), ...base }),
  /** A browser time zone that isn't in the visitor's country. */
  z.strictObject({ kind: z.literal('timezone_mismatch'), ...base }),
] as const

/** Filters that check conversions: an offer's groups its main conversion, an event's groups that event. */
const conversionFilters = [
  /** Less than `seconds` after the click. */
  z.strictObject({
    kind: z.literal('fast_conversion'),
    ...base,
    seconds: wholeNumber('number of seconds', 86_400),
  }),
  /** More than `hours` after the click. */
  z.strictObject({ kind: z.literal('slow_conversion'), ...base, hours: wholeNumber('number of hours', 8_760) }),
  /** From another country than the click, if both are known. */
  z.strictObject({ kind: z.literal('country_mismatch'), ...base }),
  /** By a customer who has converted on the same offer or event before. */
  z.strictObject({ kind: z.literal('duplicate_customer'), ...base }),
  /** More than `times` as many conversions per click with a publisher's sub_id as it usually has, once there are `conversions` of them in a day. */
  z.strictObject({
    kind: z.literal('sub_id_rate'),
    ...base,
    times: wholeNumber('number', 1000).min(2, 'must be at least 2'),
    conversions: wholeNumber('number of conversions', 1_000_000),
  }),
] as const

/** A filter. */
export const fraudFilter = z.discriminatedUnion('kind', [...clickFilters, ...conversionFilters])
export type FraudFilter = z.output<typeof fraudFilter>

export const fraudFilters = z.array(fraudFilter).max(50, 'must have at most 50 filters')
export type FraudFilterKind = FraudFilter['kind']

export const fraudFilterKinds = fraudFilter.options.map((option) => option.shape.kind.value)
export const clickFilterKinds = clickFilters.map((option) => option.shape.kind.value)
export type ClickFilterKind = (typeof clickFilterKinds)[number]
export const conversionFilterKinds = conversionFilters.map((option) => option.shape.kind.value)
export type ConversionFilterKind = (typeof conversionFilterKinds)[number]

/** The reason that those see who mustn't know which filter rejected a click or conversion, so that they can't probe for gaps. */
export const UNNAMED_FRAUD = 'fraud'

/** Whether a fraud filter rejected a click or conversion, by its reason. */
export const isFraud = (reason: string): boolean => reason.startsWith('fraud_')

/** What people can set about a group of fraud filters. */
export const fraudFilterGroupFields = {
  name,
  description: lines(2000),
  filters: fraudFilters,
  active: flag,
} as const

export const fraudFilterGroupInput = z.strictObject({
  ...origin,
  ...z.object(fraudFilterGroupFields).partial().shape,
  name,
})
