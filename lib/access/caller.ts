import type { Origin } from './origin'
import type { Permission, Role } from './permissions'
import type { RateState } from './rate-limit'

/** Entities by incrementalId, or all of the organization's. */
export type Numbers = 'all' | readonly number[]

/**
 * Whose clicks, and what follows from them, a question may touch: those of any of the publishers and those of any of the advertisers.
 * Made from an authenticated caller only (lib/access/scope.ts), never from a request's parameters alone.
 */
export type Scope = {
  organizationId: string
  publishers: Numbers
  /** Means nothing more where publishers is 'all'. */
  advertisers: readonly number[]
}

/** Which entities of a kind a person can see, and which they can change. */
export type Reach = { see: Numbers; edit: Numbers }

/** Who is asking, as found by the request's API key or session. */
export type Caller = {
  /** `rate` counts this use of the key; lib/api/serve.ts decides whether it was one too many. `allowedOrigins`: lib/api/cors.ts. */
  via: { kind: 'apiKey'; id: string; allowedOrigins: readonly string[]; rate: RateState } | { kind: 'session'; id: string }
  from: Origin
  organization: { id: string; name: string; slug: string; timezone: string; currency: string; plan: string }
  /** `timezone` is the one that times are shown in: the person's own choice, else the organization's. */
  user: { id: string; email: string; name: string; role: Role; timezone: string }
  /** A publisher user's publisher, else null. */
  publisher: { id: number; name: string; slug: string } | null
  permissions: ReadonlySet<Permission>
  scope: Scope
  reach: { publishers: Reach; advertisers: Reach }
}
