import { z } from 'zod'
import { line } from '@/lib/fields'
import { origin } from './origin'

/** A label for advertisers, publishers, offers, and links. */
export const tagFields = {
  name: line(50).min(1, 'must not be empty'),
  color: line(20).regex(/^[a-z]*$/, 'must be the name of a color, such as blue'),
} as const

export const tagInput = z.strictObject({ ...origin, name: tagFields.name, color: tagFields.color.default('') })
