import { z } from 'zod'
import { auditActions, auditEntities } from '@/lib/identity/audit-names'
import type { NamedEntry as Entry } from '@/lib/access/audit-log'
import { itemOf, listOf } from '@/lib/api/resource/fields'

// Response schema of the audit log, which the page uses to validate responses too.

const action = z.enum(auditActions)
const entity = z.enum(auditEntities)
const values = z.record(z.string(), z.json()).nullable()

export const auditFields = {
  id: { type: z.uuid(), value: (entry: Entry) => entry.id, column: 'id' },
  created_at: { type: z.iso.datetime(), value: (entry: Entry) => entry.createdAt.toISOString(), column: 'createdAt' },
  /** Null for actions of the product itself. */
  actor_id: { type: z.uuid().nullable(), value: (entry: Entry) => entry.actorId, column: 'actorId' },
  actor_email: { type: z.string(), value: (entry: Entry) => entry.actorEmail, column: 'actorEmail' },
  /** The API key that was used, or null for a browser. */
  api_key_id: { type: z.uuid().nullable(), value: (entry: Entry) => entry.apiKeyId, column: 'apiKeyId' },
  action: { type: action, value: (entry: Entry) => action.parse(entry.action), column: 'action' },
  entity: { type: entity, value: (entry: Entry) => entity.parse(entry.entity), column: 'entity' },
  entity_id: { type: z.string(), value: (entry: Entry) => entry.entityId, column: 'entityId' },
  /** The entity's current name, or null if unknown. */
  entity_name: { type: z.string().nullable(), value: (entry: Entry) => entry.entityName },
  before: { type: values, value: (entry: Entry) => values.parse(entry.before) },
  after: { type: values, value: (entry: Entry) => values.parse(entry.after) },
  address: { type: z.string(), value: (entry: Entry) => entry.address, column: 'address' },
  user_agent: { type: z.string(), value: (entry: Entry) => entry.userAgent, column: 'userAgent' },
} as const

export const auditEntryAnswer = itemOf(auditFields)
export type AuditEntryAnswer = z.infer<typeof auditEntryAnswer>
export const auditAnswer = listOf(auditEntryAnswer)
