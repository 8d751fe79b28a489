import { z } from 'zod'

/** Length is what matters (NIST SP 800-63B), so there are no character rules. */
export const minPasswordLength = 10

export const tooShort = `must be at least ${minPasswordLength} characters`

/** A new password, measured after normalization, which is also the form that's hashed (lib/access/password.ts). */
export const newPassword = z
  .string(tooShort)
  .normalize('NFKC')
  .min(minPasswordLength, tooShort)
  .max(1000, 'must be at most 1,000 characters')
