import { z } from 'zod'
import { line } from '@/lib/fields'

// What several kinds of records have in common.

/** The ID that a record has in another system. Null if it has none. */
export const externalId = line(100)
  .transform((value) => (value === '' ? null : value))
  .nullable()

/** The value of a sub_id in links. */
export const subIdValue = (longest: number) =>
  z
    .string('must be text')
    .min(1, 'must not be empty')
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^[A-Za-z0-9_-]*$/, 'must only contain letters A-Z and a-z, digits, hyphens, and underscores')

/** The IDs of records that a record has several of, such as its tags. Each counts once. */
export const idList = (longest: number) =>
  z
    .array(z.guid('must be an ID such as 0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'))
    .max(longest, `must have at most ${longest} IDs`)
    .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))])

export const tagIds = idList(50)
