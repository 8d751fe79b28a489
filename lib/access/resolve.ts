import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import { hashApiKey, presentedApiKey } from './api-keys'
import type { Caller } from '@/lib/identity/caller'
import { findByKey, findBySession, type Found } from './find-caller'
import { countInvalidKey, invalidKeyWait, rememberValidKey } from './invalid-keys'
import { originOf, type Origin } from '@/lib/identity/origin'
import { permissions, rolePermissions } from '@/lib/identity/permissions'
import { rateState } from './rate-limit'
import { reachOf, scopeOf, type Membership } from '@/lib/identity/scope'
import { sessionIdOf } from './session-cookie'

/** Why no caller was found. `retryAfter` is in seconds. */
export type Anonymous =
  | { problem: 'none' | 'invalid' | 'expired' | 'revoked' | 'inactive' | 'no_api_access' }
  | { problem: 'too_many_invalid'; retryAfter: number }

/** Finds the sender of a request by API key or, without one, by session, and counts the use of a key. Always queries the database, so revocation is immediate. */
export async function resolveCaller(
  database: Database,
  headers: Headers,
  now = new Date(),
): Promise<Caller | Anonymous> {
  const key = presentedApiKey(headers)
  return key === undefined ? callerBySession(database, headers, now) : callerByKey(database, headers, key, now)
}

/** Finds the sender of a request by session only. */
export async function callerBySession(
  database: Database,
  headers: Headers,
  now = new Date(),
): Promise<Caller | Anonymous> {
  const id = await sessionIdOf(headers)
  if (id === undefined) return { problem: 'none' }
  const found = await findBySession(database, id, now)
  if (!found) return { problem: 'invalid' }
  return found.problem
    ? { problem: found.problem }
    : { via: { kind: 'session', id }, ...personOf(found, originOf(headers), permissions) }
}

async function callerByKey(database: Database, headers: Headers, key: string, now: Date): Promise<Caller | Anonymous> {
  const hash = hashApiKey(key)
  const name = Buffer.from(hash).toString('base64')
  const { address } = originOf(headers)
  const retryAfter = invalidKeyWait(address, name, now)
  if (retryAfter > 0) return { problem: 'too_many_invalid', retryAfter }
  const limit = { limit: config().rateLimitPerMinute, window: 60 }
  const found = await findByKey(database, hash, limit, now)
  if (!found || found.problem) {
    countInvalidKey(address, name, now)
    return { problem: found?.problem ?? 'invalid' }
  }
  rememberValidKey(name)
  if (found.uses === null) throw new Error(`The use of API key ${found.id} wasn't counted`)
  const via = {
    kind: 'apiKey',
    id: found.id,
    allowedOrigins: found.allowedOrigins,
    rate: rateState(found.uses, limit, now),
  } as const
  return { via, ...personOf(found, originOf(headers), found.access) }
}

/** A caller, apart from what they called with. */
export function personOf(
  { user, organization, publisher, ...found }: Found,
  from: Origin,
  granted: readonly string[],
): Omit<Caller, 'via'> {
  const membership: Membership = {
    ...user,
    organizationId: organization.id,
    publisher: publisher && publisher.incrementalId,
    managed: { publishers: found.managedPublishers, advertisers: found.managedAdvertisers },
  }
  return {
    from,
    organization,
    user: {
      id: user.id,
      email: user.email,
      name: `${user.firstName} ${user.lastName}`.trim() || user.email,
      role: user.role,
      timezone: user.timezone ?? organization.timezone,
    },
    publisher: publisher && { id: publisher.incrementalId, name: publisher.name, slug: publisher.slug },
    permissions: new Set(rolePermissions[user.role].filter((permission) => granted.includes(permission))),
    scope: scopeOf(membership),
    reach: reachOf(membership),
  }
}
