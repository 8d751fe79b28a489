import type { Permission } from './permissions'

/** Whose data a question may touch. Made from an authenticated caller only (lib/access), never from a request's parameters alone. */
export type Scope = {
  organizationId: string
  /** incrementalIds of the publishers, or all of the organization's. */
  publishers: 'all' | readonly number[]
}

/** Who is asking, as found by the request's API key or session. */
export type Caller = {
  via: { kind: 'apiKey'; id: string } | { kind: 'session'; id: string }
  organization: { id: string; name: string; slug: string; timezone: string; currency: string; plan: string }
  user: { id: string; email: string; name: string; role: 'admin' | 'accountManager' | 'publisher' }
  /** The publisher that a publisher's user belongs to, else null. */
  publisher: { id: number; name: string; slug: string } | null
  permissions: ReadonlySet<Permission>
  scope: Scope
}
