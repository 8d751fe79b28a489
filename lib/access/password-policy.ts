import { z } from 'zod'

/** Length is what protects (NIST SP 800-63B): no rules about kinds of characters. */
export const minPasswordLength = 10

const tooShort = `must have ${minPasswordLength} characters or more`

/** A password that someone chooses. Measured in the form that is hashed (lib/access/password.ts). */
export const newPassword = z.string(tooShort).normalize('NFKC').min(minPasswordLength, tooShort).max(1000, 'must have 1000 characters at most')
