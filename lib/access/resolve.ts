import type { Prisma } from '../database/generated/client'
import type { Database } from '../database/client'
import { isActive } from './active'
import { hashApiKey, presentedApiKey } from './api-keys'
import type { Caller, Scope } from './caller'
import { permissions, rolePermissions } from './permissions'
import { sessionIdOf } from './session-cookie'

const person = {
  user: { include: { organization: true, publisher: true } },
} as const satisfies Prisma.SessionInclude

type Person = Prisma.SessionGetPayload<{ include: typeof person }>['user']

/** How long a use may go unrecorded, so that reading does not mean writing each time. */
const USE_PRECISION = 60_000

/** Why nobody was found. */
export type Anonymous = { problem: 'none' | 'invalid' | 'expired' | 'revoked' | 'inactive' | 'no_api_access' }

/** Finds who sends a request, by its API key or else its session. */
export async function resolveCaller(database: Database, headers: Headers, now = new Date()): Promise<Caller | Anonymous> {
  const key = presentedApiKey(headers)
  if (key !== undefined) return callerByKey(database, key, now)
  const sessionId = await sessionIdOf(headers)
  return sessionId === undefined ? { problem: 'none' } : callerBySession(database, sessionId, now)
}

async function callerByKey(database: Database, key: string, now: Date): Promise<Caller | Anonymous> {
  const found = await database.prisma.apiKey.findUnique({ where: { hash: hashApiKey(key) }, include: person })
  if (!found) return { problem: 'invalid' }
  if (found.revokedAt) return { problem: 'revoked' }
  if (found.expiresAt && found.expiresAt <= now) return { problem: 'expired' }
  if (!isActive(found.user)) return { problem: 'inactive' }
  if (!found.user.apiAccessEnabled) return { problem: 'no_api_access' }
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > USE_PRECISION) {
    await database.prisma.apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now } })
  }
  return callerOf(found.user, { kind: 'apiKey', id: found.id }, found.access)
}

async function callerBySession(database: Database, id: string, now: Date): Promise<Caller | Anonymous> {
  const found = await database.prisma.session.findUnique({ where: { id }, include: person })
  if (!found) return { problem: 'invalid' }
  if (found.revokedAt) return { problem: 'revoked' }
  if (found.expiresAt <= now) return { problem: 'expired' }
  if (!isActive(found.user)) return { problem: 'inactive' }
  if (now.getTime() - found.lastSeenAt.getTime() > USE_PRECISION) {
    await database.prisma.session.updateMany({ where: { id }, data: { lastSeenAt: now } })
  }
  return callerOf(found.user, { kind: 'session', id }, permissions)
}

function callerOf(user: Person, via: Caller['via'], granted: readonly string[]): Caller {
  const { organization, publisher } = user
  return {
    via,
    organization: {
      id: organization.id,
      name: organization.name,
      slug: organization.slug,
      timezone: organization.timezone,
      currency: organization.currency,
      plan: organization.plan,
    },
    user: { id: user.id, email: user.email, name: `${user.firstName} ${user.lastName}`.trim() || user.email, role: user.role },
    publisher: publisher && { id: publisher.incrementalId, name: publisher.name, slug: publisher.slug },
    permissions: new Set(rolePermissions[user.role].filter((permission) => granted.includes(permission))),
    scope: scopeOf(user),
  }
}

/** The one place that decides whose data somebody sees. */
function scopeOf(user: Person): Scope {
  if (user.role === 'admin') return { organizationId: user.organizationId, publishers: 'all' }
  // Account managers see the publishers assigned to them; there is no way to assign any yet.
  return { organizationId: user.organizationId, publishers: user.publisher ? [user.publisher.incrementalId] : [] }
}
