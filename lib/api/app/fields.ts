import { z } from 'zod'
import { isTimeZone } from '../../time'

// Fields that several bodies have, with what is said when they are wrong.

export const text = (what: string, longest: number) =>
  z.string(`must be ${what}`).trim().min(1, `must be ${what}`).max(longest, `must have ${longest} characters at most`)

/** In lower case, as it is kept. */
export const emailAddress = z
  .email('must be an e-mail address')
  .max(320, 'must have 320 characters at most')
  .transform((email) => email.toLowerCase())

export const timeZone = z.string('must be a time zone such as Europe/Berlin').refine(isTimeZone, 'must be a time zone such as Europe/Berlin')

/** A password that somebody has, for comparing. */
export const knownPassword = z.string('must be your password of today').min(1, 'must be your password of today').max(1000, 'must be your password of today')

/** A code of an authenticator app, or a recovery code. */
export const code = z.string('must be a code').trim().min(1, 'must be a code').max(100, 'must be a code')
