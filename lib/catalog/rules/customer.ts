import { z } from 'zod'
import { country, emailOrNone, line, text, webAddress } from '@/lib/fields'

/** What people can set about a customer. Each can be empty except the ID. */
export const customerFields = {
  externalId: line(255).min(1, 'must not be empty'),
  name: line(200),
  email: emailOrNone,
  avatar: text
    .trim()
    .max(2048, 'must be at most 2048 characters')
    .refine(
      (value) => value === '' || webAddress.safeParse(value).success,
      'must be the URL of an image, starting with http:// or https://, or empty',
    ),
  country,
  stripeId: line(255),
} as const

export const customerInput = z
  .strictObject({ ...customerFields })
  .partial()
  .required({ externalId: true })
export type CustomerInput = z.input<typeof customerInput>
