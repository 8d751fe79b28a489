import { z } from 'zod'

// How Dub's clients write values. Safe in the browser.

/** The page sizes and pages of lists. */
export const MOST = 100

/** Where null means empty, and is stored as ''. */
export const orEmpty = <Field extends z.ZodType<string, string>>(field: Field) =>
  z
    .string()
    .nullable()
    .transform((given) => given ?? '')
    .pipe(field)

/** One text with commas, or a list. */
export const textList = (of: string) =>
  z
    .union([z.string(), z.array(z.string())], `must be ${of}, or a list of them`)
    .transform((given) =>
      (typeof given === 'string' ? given.split(',') : given).map((one) => one.trim()).filter((one) => one !== ''),
    )

const notAnId = 'must be an ID such as 0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'
export const uuid = z.guid(notAnId).transform((id) => id.toLowerCase())

/** IDs in one text with commas, or in a list. Each counts once. */
export const idsIn = (of: string, most: number) =>
  textList(of)
    .pipe(z.array(uuid).max(most, `must have at most ${most} IDs`))
    .transform((ids) => [...new Set(ids)])

/** A moment, in ISO 8601 with its zone. */
export const moment = z.iso
  .datetime({ offset: true, error: 'must be a time in ISO 8601 such as 2026-12-31T23:59:59Z' })
  .transform((given) => new Date(given))

export const searched = z.string().min(1, 'must not be empty').max(200, 'must be at most 200 characters')

/** What belongs to Dub's programs and webhooks, which don't exist here: it's fine to say that there's none. */
export const without = (what: string) =>
  z
    .union([z.null(), z.literal(''), z.array(z.never())], `must be empty: ${what}`)
    .optional()
    .transform(() => undefined)
