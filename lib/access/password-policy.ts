import { z } from 'zod'

/** Length is what protects (NIST SP 800-63B): no rules about kinds of characters. */
export const minPasswordLength = 10

const tooShort = `must be at least ${minPasswordLength} characters`

/** A password that someone chooses. Measured in the form that is hashed (lib/access/password.ts). */
export const newPassword = z.string(tooShort).normalize('NFKC').min(minPasswordLength, tooShort).max(1000, 'must be at most 1,000 characters')
