import { z } from 'zod'
import type { NamedEntry as Entry } from '@/lib/access/audit-log'
import type { Prisma } from '@/lib/database/generated/client'
import { auditActions, auditEntities } from '@/lib/identity/audit-names'
import { rangeParameters } from '@/lib/reports/range'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { itemOf, listOf } from '@/lib/api/resource/fields'
import { listingOf } from '@/lib/api/resource/listing'

const action = z.enum(auditActions)
const entity = z.enum(auditEntities)
const values = z.record(z.string(), z.json()).nullable()

export const auditFields = {
  id: { type: z.uuid(), column: 'id' },
  created_at: { type: z.iso.datetime(), column: 'createdAt' },
  /** Null for actions of the product itself. */
  actor_id: { type: z.uuid().nullable(), column: 'actorId' },
  actor_email: { type: z.string(), column: 'actorEmail' },
  /** The API key that was used, or null for a browser. */
  api_key_id: { type: z.uuid().nullable(), column: 'apiKeyId' },
  action: { type: action, column: 'action' },
  entity: { type: entity, column: 'entity' },
  entity_id: { type: z.string(), column: 'entityId' },
  /** The entity's current name, or null if unknown. */
  entity_name: { type: z.string().nullable(), value: (entry: Entry) => entry.entityName },
  before: { type: values, value: (entry: Entry) => values.parse(entry.before) },
  after: { type: values, value: (entry: Entry) => values.parse(entry.after) },
  address: { type: z.string(), column: 'address' },
  user_agent: { type: z.string(), column: 'userAgent' },
} as const

/** What the list also has: the current names of records that values refer to, by ID. */
export const listedFields = {
  ...auditFields,
  names: { type: z.record(z.string(), z.string()), value: (entry: Entry) => entry.names },
} as const

export const auditEntry = itemOf(listedFields)
export type AuditEntryAnswer = z.infer<typeof auditEntry>

/** How both operations filter, and how the list sorts. */
export const listing = listingOf<Prisma.AuditEntryWhereInput, Prisma.AuditEntryOrderByWithRelationInput>(auditFields, {
  search: ['actorEmail', 'entityId', 'address'],
  sort: ['-created_at'],
})

const auditReading = { method: 'GET', dialect: product, access: 'audit:read', tags: ['Organization'] } as const

export const listAudit = defineContract({
  ...auditReading,
  id: 'listAudit',
  path: '/api/app/audit',
  summary: 'List audit log entries, newest first',
  query: listing.query.extend(rangeParameters),
  response: listOf(auditEntry),
})
export type AuditAnswer = z.infer<typeof listAudit.response>

export const exportAudit = defineContract({
  ...auditReading,
  id: 'exportAudit',
  path: '/api/app/audit/export',
  summary: 'Export the audit log as CSV',
  description: 'Times are in the caller’s time zone, shown in the column header.',
  query: listing.where.extend({
    ...rangeParameters,
    bom: z
      .boolean('must be true or false')
      .default(false)
      .describe('Whether to start the file with a byte order mark, which Excel needs to read it as UTF-8.'),
  }),
  file: { type: 'text/csv; charset=utf-8', name: 'audit-log.csv' },
  response: z.custom<AsyncIterable<string>>(),
})
