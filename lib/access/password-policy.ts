import { z } from 'zod'

/** Length is what protects (NIST SP 800-63B): no rules about kinds of characters. */
export const minPasswordLength = 10

/** A password that somebody chooses. */
export const newPassword = z
  .string(`must have ${minPasswordLength} characters or more`)
  .min(minPasswordLength, `must have ${minPasswordLength} characters or more`)
  .max(1000, 'must have 1000 characters at most')
