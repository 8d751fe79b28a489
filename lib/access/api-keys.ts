import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@/lib/database/client'
import type { ApiKey, Prisma } from '@/lib/database/generated/client'
import type { Actor } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { keyPermissions, readingPermissions, type Permission } from '@/lib/identity/permissions'
import { Refused } from '@/lib/identity/refused'

/** Lets people and secret scanners recognize a leaked key. */
const KEY_PREFIX = 'trb_'
/** How many valid keys a person can have at once. */
const MAX_KEYS = 100
const HOUR = 3_600_000

export function hashApiKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest())
}

type NewKey = {
  organizationId: string
  userId: string
  name: string
  access: readonly Permission[]
  allowedOrigins?: readonly string[]
  expiresAt?: Date | null
  rotatedFromId?: string
}

/** A new key, which is shown only once, and its row, which stores only a hash. */
export type MadeKey = { key: string; apiKey: ApiKey }

/** Creates a key for any user, for demo data and tests. People create their own with makeOwnKey. */
export function createApiKey(database: Database, input: NewKey): Promise<MadeKey> {
  return insertKey(database.forOrganization(input.organizationId), input)
}

async function insertKey(
  store: Pick<Prisma.TransactionClient, 'apiKey'>,
  { access, allowedOrigins = [], ...input }: NewKey,
): Promise<MadeKey> {
  const key = KEY_PREFIX + randomBytes(32).toString('base64url')
  const apiKey = await store.apiKey.create({
    data: {
      ...input,
      access: [...access],
      allowedOrigins: [...allowedOrigins],
      prefix: key.slice(0, KEY_PREFIX.length + 6),
      hash: hashApiKey(key),
    },
  })
  return { key, apiKey }
}

const isValid = (now: Date) =>
  ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }) satisfies Prisma.ApiKeyWhereInput

/**
 * Creates a key for the caller with the access they chose, or read-only access by default. They can only grant access they have.
 * @throws Refused
 */
export async function makeOwnKey(
  database: Database,
  caller: Caller,
  input: Pick<NewKey, 'name' | 'allowedOrigins' | 'expiresAt'> & { access?: readonly Permission[] },
  now = new Date(),
): Promise<MadeKey> {
  const { role } = caller.user
  const access = input.access ?? readingPermissions(role)
  const beyond = access.filter((permission) => !keyPermissions(role).includes(permission))
  if (beyond.length > 0)
    throw new Refused(
      'invalid',
      `can’t include ${beyond.join(', ')}; you can grant only ${keyPermissions(role).join(', ')}`,
      'access',
    )
  const owner = ownerOf(caller)
  return change(
    database,
    caller,
    async ({ database: store, record }) => {
      await requireApiAccess(store, owner)
      if ((await store.apiKey.count({ where: { ...owner, ...isValid(now) } })) >= MAX_KEYS) {
        throw new Refused(
          'conflict',
          `You’ve reached the limit of ${MAX_KEYS} API keys. Revoke one you no longer use, then try again.`,
        )
      }
      const made = await insertKey(store, { ...owner, ...input, access: [...new Set(access)] })
      await record({ action: 'create', entity: 'apiKey', entityId: made.apiKey.id, after: audited(made.apiKey) })
      return made
    },
    { lock: 'account' },
  )
}

/**
 * Replaces one of the caller's keys with a new one that has the same name, lifetime, and allowed origins, and whatever part of the old access
 * the caller still has. The old key keeps working during the overlap, so clients can switch.
 * @throws Refused
 */
export async function rotateOwnKey(
  database: Database,
  caller: Caller,
  id: string,
  overlapHours: number,
  now = new Date(),
): Promise<MadeKey> {
  const owner = ownerOf(caller)
  return change(
    database,
    caller,
    async ({ database: store, record }) => {
      await requireApiAccess(store, owner)
      const old = await store.apiKey.findFirst({
        where: { ...owner, id, ...isValid(now) },
        include: { replacedBy: true },
      })
      if (!old) throw noSuchKey()
      if (old.replacedBy)
        throw new Refused('conflict', 'This API key was already rotated. Rotate the key that replaced it.')
      const access = keyPermissions(caller.user.role).filter((permission) => old.access.includes(permission))
      const expiresAt = old.expiresAt && new Date(now.getTime() + old.expiresAt.getTime() - old.createdAt.getTime())
      const { name, allowedOrigins } = old
      const made = await insertKey(store, { ...owner, name, allowedOrigins, access, expiresAt, rotatedFromId: old.id })
      const end = new Date(now.getTime() + overlapHours * HOUR)
      const ended = await store.apiKey.update({
        where: { id: old.id },
        data: { expiresAt: old.expiresAt && old.expiresAt < end ? old.expiresAt : end },
      })
      await record({
        action: 'rotate',
        entity: 'apiKey',
        entityId: old.id,
        before: audited(old),
        after: audited(ended),
      })
      await record({ action: 'create', entity: 'apiKey', entityId: made.apiKey.id, after: audited(made.apiKey) })
      return made
    },
    { lock: 'account' },
  )
}

/**
 * Renames one of the caller's keys or changes its allowed origins.
 * @throws Refused
 */
export async function updateOwnKey(
  database: Database,
  caller: Caller,
  id: string,
  changes: { name?: string; allowedOrigins?: readonly string[] },
  now = new Date(),
): Promise<ApiKey & { replacedBy: ApiKey | null }> {
  const where = { ...ownerOf(caller), id, ...isValid(now) }
  return change(
    database,
    caller,
    async ({ database: store, record }) => {
      const before = await store.apiKey.findFirst({ where })
      if (!before) throw noSuchKey()
      const { allowedOrigins, ...rest } = changes
      const after = await store.apiKey.update({
        where,
        data: { ...rest, ...(allowedOrigins && { allowedOrigins: [...allowedOrigins] }) },
        include: { replacedBy: true },
      })
      await record({
        action: 'update',
        entity: 'apiKey',
        entityId: id,
        before: audited(before),
        after: audited(after),
      })
      return after
    },
    { lock: 'account' },
  )
}

/**
 * Permanently revokes one of the caller's keys.
 * @throws Refused
 */
export async function revokeOwnKey(database: Database, caller: Caller, id: string, now = new Date()): Promise<void> {
  await change(
    database,
    caller,
    async ({ database: store, record }) => {
      const { count } = await store.apiKey.updateMany({
        where: { ...ownerOf(caller), id, revokedAt: null },
        data: { revokedAt: now },
      })
      if (count === 0) throw noSuchKey()
      await record({ action: 'revoke', entity: 'apiKey', entityId: id })
    },
    { lock: 'account' },
  )
}

/** A person's valid keys, most recently used first. */
export function validKeysOf(
  database: Database,
  { organizationId, userId }: { organizationId: string; userId: string },
  now = new Date(),
): Promise<ApiKey[]> {
  return database.prisma.apiKey.findMany({
    where: { organizationId, userId, ...isValid(now) },
    orderBy: [{ lastUsedAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
  })
}

/** Revokes the actor's own valid keys that match, with an audit entry for each. */
export async function revokeKeysOf(
  { database, record }: Change,
  actor: Actor,
  which: Prisma.ApiKeyWhereInput,
  now = new Date(),
): Promise<void> {
  const revoked = await database.apiKey.updateManyAndReturn({
    where: { AND: [{ ...ownerOf(actor), ...isValid(now) }, which] },
    data: { revokedAt: now },
    select: { id: true },
  })
  for (const { id } of revoked) await record({ action: 'revoke', entity: 'apiKey', entityId: id })
}

const ownerOf = ({ organization, user }: Actor) => ({ organizationId: organization.id, userId: user.id })
const noSuchKey = () => new Refused('not_found', 'You don’t have an active API key with this ID.')

async function requireApiAccess(
  store: Pick<Prisma.TransactionClient, 'user'>,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<void> {
  const { apiAccessEnabled } = await store.user.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: userId } },
    select: { apiAccessEnabled: true },
  })
  if (!apiAccessEnabled)
    throw new Refused('conflict', 'API access is off for your account. Ask an admin to turn it on.')
}

function audited({ name, prefix, access, allowedOrigins, expiresAt, rotatedFromId }: ApiKey): Record<string, unknown> {
  return { name, prefix, access, allowedOrigins, expiresAt, rotatedFromId }
}

/** The API key in a request. Every API family accepts all three headers, even if it documents only one. */
export function presentedApiKey(headers: Headers): string | undefined {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const key = headers.get('x-api-key') ?? headers.get('api-key') ?? bearer
  return key?.trim() || undefined
}
