import type { Origin } from './origin'
import type { Permission, Role } from './permissions'

/** Entities by incrementalId, or all in the organization. */
export type Numbers = 'all' | readonly number[]

/**
 * The clicks, and everything derived from them, that a query can read: those of any of the publishers or any of the advertisers.
 * It always comes from an authenticated caller (lib/identity/scope.ts), never from request parameters alone.
 */
export type Scope = {
  organizationId: string
  publishers: Numbers
  /** Has no effect when publishers is 'all'. */
  advertisers: readonly number[]
}

/** Which entities of a kind a person can see, and which they can change. */
export type Reach = { see: Numbers; edit: Numbers }

/** Where a caller stands within a rate limit. */
export type RateState = {
  allowed: boolean
  limit: number
  remaining: number
  /** Seconds until the window ends. */
  resetAfter: number
}

/** Who sent the request, according to its API key or session. */
export type Caller = {
  /** `rate` includes this use of the key; lib/api/serve.ts enforces the limit. lib/api/cors.ts enforces `allowedOrigins`. */
  via:
    { kind: 'apiKey'; id: string; allowedOrigins: readonly string[]; rate: RateState } | { kind: 'session'; id: string }
  from: Origin
  /** Clicks from before `timezoneChangedAt` have days of another time zone. */
  organization: {
    id: string
    name: string
    slug: string
    timezone: string
    timezoneChangedAt: Date | null
    currency: string
    plan: string
  }
  /** `timezone` is what times are shown in: the person's choice, or the organization's time zone. */
  user: { id: string; email: string; name: string; role: Role; timezone: string }
  /** The publisher of a publisher user, or null for anyone else. */
  publisher: { id: number; name: string; slug: string } | null
  permissions: ReadonlySet<Permission>
  scope: Scope
  reach: { publishers: Reach; advertisers: Reach }
}
