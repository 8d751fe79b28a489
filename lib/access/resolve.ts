import type { Prisma } from '../database/generated/client'
import type { Database } from '../database/client'
import { isActive } from './active'
import { hashApiKey, presentedApiKey } from './api-keys'
import type { Caller } from './caller'
import { originOf, type Origin } from './origin'
import { permissions, rolePermissions } from './permissions'
import { reachOf, scopeOf, type Standing } from './scope'
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
  const from = originOf(headers)
  const key = presentedApiKey(headers)
  if (key !== undefined) return callerByKey(database, key, from, now)
  const sessionId = await sessionIdOf(headers)
  return sessionId === undefined ? { problem: 'none' } : callerBySession(database, sessionId, from, now)
}

async function callerByKey(database: Database, key: string, from: Origin, now: Date): Promise<Caller | Anonymous> {
  const found = await database.prisma.apiKey.findUnique({ where: { hash: hashApiKey(key) }, include: person })
  if (!found) return { problem: 'invalid' }
  if (found.revokedAt) return { problem: 'revoked' }
  if (found.expiresAt && found.expiresAt <= now) return { problem: 'expired' }
  if (!isActive(found.user)) return { problem: 'inactive' }
  if (!found.user.apiAccessEnabled) return { problem: 'no_api_access' }
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > USE_PRECISION) {
    await database.prisma.apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now } })
  }
  return callerOf(database, found.user, { kind: 'apiKey', id: found.id }, from, found.access)
}

async function callerBySession(database: Database, id: string, from: Origin, now: Date): Promise<Caller | Anonymous> {
  const found = await database.prisma.session.findUnique({ where: { id }, include: person })
  if (!found) return { problem: 'invalid' }
  if (found.revokedAt) return { problem: 'revoked' }
  if (found.expiresAt <= now) return { problem: 'expired' }
  if (!isActive(found.user)) return { problem: 'inactive' }
  if (now.getTime() - found.lastSeenAt.getTime() > USE_PRECISION) {
    await database.prisma.session.updateMany({ where: { id }, data: { lastSeenAt: now } })
  }
  return callerOf(database, found.user, { kind: 'session', id }, from, permissions)
}

async function callerOf(database: Database, user: Person, via: Caller['via'], from: Origin, granted: readonly string[]): Promise<Caller> {
  const { organization, publisher } = user
  const standing: Standing = { ...user, publisher: publisher && publisher.incrementalId, managed: await managedBy(database, user) }
  return {
    via,
    from,
    organization: {
      id: organization.id,
      name: organization.name,
      slug: organization.slug,
      timezone: organization.timezone,
      currency: organization.currency,
      plan: organization.plan,
    },
    user: { id: user.id, email: user.email, name: `${user.firstName} ${user.lastName}`.trim() || user.email, role: user.role, timezone: user.timezone ?? organization.timezone },
    publisher: publisher && { id: publisher.incrementalId, name: publisher.name, slug: publisher.slug },
    permissions: new Set(rolePermissions[user.role].filter((permission) => granted.includes(permission))),
    scope: scopeOf(standing),
    reach: reachOf(standing),
  }
}

/** What is assigned to an account manager, archived or not: its clicks stay theirs to see. */
async function managedBy(database: Database, { organizationId, id, role }: Person): Promise<Standing['managed']> {
  if (role !== 'accountManager') return { publishers: [], advertisers: [] }
  const store = database.forOrganization(organizationId)
  const query = { where: { managerId: id }, select: { incrementalId: true } } as const
  const [publishers, advertisers] = await Promise.all([store.publisher.findMany(query), store.advertiser.findMany(query)])
  const numbers = (rows: { incrementalId: number }[]) => rows.map(({ incrementalId }) => incrementalId)
  return { publishers: numbers(publishers), advertisers: numbers(advertisers) }
}
