import { z } from 'zod'

// Response schemas of the account operations, which the pages use to validate responses too.

export const profileAnswer = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string(),
  city: z.string(),
  /** ISO 3166-1 alpha-2, or ''. */
  country: z.string(),
  /** IANA time zone that times are shown in; null means the organization's. */
  timezone: z.string().nullable(),
})
export type ProfileAnswer = z.infer<typeof profileAnswer>

export const secondFactorAnswer = z.object({ confirmedAt: z.string().nullable(), recoveryCodesLeft: z.int() })
export type SecondFactorAnswer = z.infer<typeof secondFactorAnswer>

/** `secret` (to type in) and `picture` (an SVG to scan) contain the same information as `uri`. */
export const secondFactorSetUp = z.object({ secret: z.string(), uri: z.string(), picture: z.string() })
export type SecondFactorSetUp = z.infer<typeof secondFactorSetUp>

export const recoveryCodesAnswer = z.object({ recoveryCodes: z.array(z.string()) })

export const ownSession = z.object({
  id: z.string(),
  /** Whether this is the session making the request. */
  current: z.boolean(),
  /** Such as "Firefox on Linux"; '' when unknown. */
  browser: z.string(),
  mobile: z.boolean(),
  address: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
})
export type OwnSession = z.infer<typeof ownSession>
export const sessionsAnswer = z.object({ sessions: z.array(ownSession) })
export type SessionsAnswer = z.infer<typeof sessionsAnswer>

/** The email address of the link's account, to sign in with. */
export const linkAnswer = z.object({ email: z.string() })
