import { z } from 'zod'
import type { Prisma } from '@/lib/database/generated/client'
import { insertRows, MANY } from '@/lib/database/insert-rows'
import type { AuditAction, AuditEntity } from './audit-names'
import type { Origin } from './origin'
import type { Role } from './permissions'

/** Who makes a change: a Caller, or, without `via`, the user that an emailed link was sent to. */
export type Actor = {
  organization: { id: string }
  user: { id: string; email: string; role?: Role }
  via?: { kind: 'apiKey' | 'session'; id: string }
  from: Origin
}

export type AuditRecord = {
  action: AuditAction
  entity: AuditEntity
  entityId: string
  /** The fields before and after. Only differences are recorded. Leave out `before` for something new, and both for an action that changes no fields. */
  before?: Readonly<Record<string, unknown>>
  after?: Readonly<Record<string, unknown>>
  /** When it happened, if not now: only for records that are loaded with their past. */
  createdAt?: Date
}

/** If a field's name contains one of these, the log says that it changed but never shows its value. */
export const secretFields = [
  'password',
  'secret',
  'hash',
  'token',
  'totp',
  'recovery',
  'credential',
  'privatekey',
  'salt',
  'cookie',
] as const

const HIDDEN = '(not shown)'
/** Fields left out, since the entry itself covers them. */
const silent: ReadonlySet<string> = new Set(['id', 'organizationId', 'createdAt', 'updatedAt', 'timezoneChangedAt'])

/**
 * Records changes in the audit log, in the same transaction as the changes, so neither exists without the other.
 * Skips updates that change nothing. Takes one query, however many there are.
 */
export async function recordChanges(
  transaction: Pick<Prisma.TransactionClient, 'auditEntry' | '$executeRaw' | '$queryRaw'>,
  { organization, user, via, from }: Actor,
  records: readonly AuditRecord[],
): Promise<void> {
  const entries = records.flatMap(({ action, entity, entityId, before, after, createdAt }) => {
    const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
    const changed = [...fields].filter(
      (field) => !silent.has(field) && written(before?.[field]) !== written(after?.[field]),
    )
    if (before && after && changed.length === 0) return []
    return {
      organizationId: organization.id,
      createdAt,
      actorId: user.id,
      actorEmail: user.email,
      apiKeyId: via?.kind === 'apiKey' ? via.id : null,
      action,
      entity,
      entityId,
      before: before ? shown(before, changed) : undefined,
      after: after ? shown(after, changed) : undefined,
      address: from.address,
      userAgent: from.userAgent,
    }
  })
  if (entries.length < MANY) await transaction.auditEntry.createMany({ data: entries })
  else await insertRows(transaction, 'AuditEntry', entries)
}

function shown(values: Readonly<Record<string, unknown>>, fields: readonly string[]): Prisma.InputJsonObject {
  return json.parse(
    JSON.parse(
      JSON.stringify(Object.fromEntries(fields.map((field) => [field, withoutSecrets(field, values[field])]))),
    ),
  )
}

/** Checks every depth, since a field can be an object. */
function withoutSecrets(field: string, value: unknown): unknown {
  if (value === null || value === undefined) return null
  const name = field.toLowerCase()
  if (value instanceof Uint8Array || secretFields.some((part) => name.includes(part))) return HIDDEN
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(field, item))
  const parsed = plainObject.safeParse(value)
  if (!parsed.success) return value
  return Object.fromEntries(Object.entries(parsed.data).map(([key, inner]) => [key, withoutSecrets(key, inner)]))
}

const plainObject = z
  .record(z.string(), z.unknown())
  .refine((value) => Object.getPrototypeOf(value) === Object.prototype)
const json = z.record(z.string(), z.json().nullable())

function written(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return JSON.stringify(value ?? null)
}
