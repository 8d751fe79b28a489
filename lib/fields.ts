import { z } from 'zod'
import { countryCodes } from './countries'
import { currencyCodes } from './currencies'
import { inBraces, macroNames, unknownMacros } from './macro-names'
import { isStorable } from './text'
import { isTimeZone } from './time-zone'
import { parseUrl } from './url'

// What every kind of field accepts, whichever way a value comes in. Safe to import in the browser.

/** Text that PostgreSQL can store; the base of all other text fields. */
export const text = z
  .string()
  .refine(isStorable, { error: 'must not contain NUL characters or unpaired surrogates', abort: true })

/** Single-line text with a maximum length and no control characters. */
export const line = (longest: number) =>
  text
    .trim()
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^\P{Cc}*$/u, 'must not contain line breaks or control characters')

/** Text of any number of lines. */
export const lines = (longest: number) =>
  text
    .trim()
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^[\P{Cc}\n\r\t]*$/u, 'must not contain control characters')

export const name = line(200).min(1, 'must not be empty')

export const currency = z
  .string()
  .refine((code) => currencyCodes.includes(code), 'must be the ISO 4217 code of a currency in use, such as EUR')

export const notAnEmail = 'must be an email address'
export const notAnEmailOrEmpty = 'must be an email address, or empty'

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must be at most 254 characters')
  .pipe(z.email(notAnEmail))

/** An email address, or '' for none. */
export const emailOrNone = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must be at most 254 characters')
  .refine((value) => value === '' || email.safeParse(value).success, notAnEmailOrEmpty)

export const timezone = z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')

const code = z.string().trim().toUpperCase()
const countryMessage = 'must be a two-letter ISO 3166-1 code such as DE'

export const countryCode = code.refine((given) => countryCodes.includes(given), countryMessage)

/** A country code, or '' when unknown. */
export const country = code.refine((given) => given === '' || countryCodes.includes(given), countryMessage)

/** An exact amount of money: up to 12 digits and 6 decimals. */
export const amount = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(
    (value) => /^\d{1,12}(\.\d{1,6})?$/.test(value),
    'must be an amount of 0 or more, with up to 12 digits and 6 decimal places',
  )

/** An exact percentage from 0 to 100, with up to 6 decimals. */
export const percent = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(
    (value) => /^\d{1,3}(\.\d{1,6})?$/.test(value) && Number(value) <= 100,
    'must be a percentage from 0 to 100, with up to 6 decimal places',
  )

/** A day, as APIs take it. PostgreSQL stores it without a time, and Prisma and the rules of records take it as a Date, the start of the day in UTC. */
export const day = z.iso
  .date('must be a date such as 2026-01-31')
  .refine((given) => !given.startsWith('0000'), 'must be a date such as 2026-01-31')
  .transform((given) => new Date(given))

export const flag = z.boolean('must be true or false')

/** One of an enum's values. */
export const oneOf = <const Values extends Readonly<Record<string, string>>>(values: Values) =>
  z.enum(values, `must be one of ${Object.values(values).join(', ')}`)

/**
 * Where visitors are sent. Macros such as {click_id} are only allowed in the path, query, and fragment: if the host contained one, whoever
 * provides its value would decide where people end up.
 */
export const webAddress = text
  .trim()
  .max(2048, 'must be at most 2048 characters')
  .refine((value) => /^https?:\/\//i.test(value), { error: 'must start with http:// or https://', abort: true })
  .refine((value) => {
    const authority = /^https?:\/\/([^/?#]*)/i.exec(value)?.[1] ?? ''
    // No usernames either: https://shop.example@elsewhere.example misleads people. Browsers read \ as /.
    return authority !== '' && !/[{}@\\\s]/.test(authority) && parseUrl(value) !== undefined
  }, 'must have a host without macros or a username')
  // oxlint-disable-next-line no-control-regex -- the pattern looks for them: browsers drop some of them, proxies split headers at others
  .refine((value) => !/[\u0000-\u0020\u007f]/.test(value), 'must not contain spaces or control characters')

/** A web address, or null for none, which can also be given as ''. */
export const webAddressOrNone = z
  .string()
  .transform((value) => (value.trim() === '' ? null : value))
  .pipe(webAddress.nullable())
  .nullable()

/** Where trackers send visitors or requests. Its macros must exist, so that a misspelled one doesn't go unnoticed. */
export const linkAddress = webAddress.superRefine((value, context) => {
  const [unknown] = unknownMacros(value)
  if (unknown !== undefined) context.addIssue(`has an unknown macro {${unknown}}. Macros: ${inBraces(macroNames)}`)
})

/** The same, or null for none, which can also be given as ''. */
export const linkAddressOrNone = z
  .string()
  .transform((value) => (value.trim() === '' ? null : value))
  .pipe(linkAddress.nullable())
  .nullable()

/** A host that deep links may lead to, in the form of URL.hostname (lowercase, punycode). Includes its subdomains. */
export const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .transform((host) => (/^[^/?#@:\\{}\s]+$/.test(host) ? (parseUrl(`https://${host}`)?.hostname ?? '') : ''))
  .refine(
    // A single label would be an entire top-level domain.
    (host) => host.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host),
    'must be a hostname such as shop.example.com, without a scheme, port, or path',
  )
