import { z } from 'zod'

/** A token from a link. */
export const tokenParameter = z
  .string('must be the token from a link')
  .min(1, 'must be the token from a link')
  .max(100, 'must be the token from a link')
