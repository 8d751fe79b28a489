import { z } from 'zod'

// What operations of one's own account answer; the pages hold the answers to the same.

export const profileAnswer = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string(),
  city: z.string(),
  /** ISO 3166-1 alpha-2, or ''. */
  country: z.string(),
  /** IANA zone that times are shown in; null is the organization's. */
  timezone: z.string().nullable(),
})
export type ProfileAnswer = z.infer<typeof profileAnswer>

export const secondFactorAnswer = z.object({ confirmedAt: z.string().nullable(), recoveryCodesLeft: z.int() })
export type SecondFactorAnswer = z.infer<typeof secondFactorAnswer>

/** `secret` and `picture` (SVG) say the same as `uri`, for typing in and for scanning. */
export const secondFactorSetUp = z.object({ secret: z.string(), uri: z.string(), picture: z.string() })
export type SecondFactorSetUp = z.infer<typeof secondFactorSetUp>

export const recoveryCodesAnswer = z.object({ recoveryCodes: z.array(z.string()) })

export const ownSession = z.object({
  id: z.string(),
  /** The one that asks. */
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

/** Whose account a link was about: what to sign in with. */
export const linkAnswer = z.object({ email: z.string() })
