import { z } from 'zod'
import { allEntries, findEntries, type NamedEntry } from '../../access/audit-log'
import { csvLine } from '../../csv'
import { database } from '../../database/client'
import type { Prisma } from '../../database/generated/client'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { rangeParameters, type RangeParameters } from '../../reports/range'
import { addDays, startOfDay } from '../../time'
import { valuesOf } from '../resource/fields'
import { listingOf } from '../resource/listing'
import { auditAnswer, auditFields, type auditEntryAnswer } from './audit-shapes'
import { askedRange } from './question'

const listing = listingOf<Prisma.AuditEntryWhereInput, Prisma.AuditEntryOrderByWithRelationInput>(auditFields, {
  search: ['actorEmail', 'entityId', 'address'],
  sort: '-created_at',
})

const shared = { method: 'GET', dialect: product, access: 'audit:read', tags: ['Organization'] } as const

export const listAudit = defineOperation({
  ...shared,
  id: 'listAudit',
  path: '/api/app/audit',
  summary: 'Who changed what, latest first',
  query: listing.query.extend(rangeParameters),
  response: auditAnswer,
  async run({ organization }, { query }) {
    const page = listing.read(query)
    page.where = { AND: [page.where, within(query, organization.timezone)] }
    const [entries, count] = await Promise.all([
      findEntries(database(), organization.id, page),
      database().forOrganization(organization.id).auditEntry.count({ where: page.where }),
    ])
    return { data: entries.map(answerOf), meta: { total_count: count, total_page: Math.ceil(count / page.take) } }
  },
})

export const exportAudit = defineOperation({
  ...shared,
  id: 'exportAudit',
  path: '/api/app/audit/export',
  summary: 'Who changed what, as CSV',
  query: listing.where.extend(rangeParameters),
  file: { type: 'text/csv; charset=utf-8', name: 'audit-log.csv' },
  response: z.custom<AsyncIterable<string>>(),
  run: async ({ organization }, { query }) => csvOf(organization.id, { AND: [listing.readWhere(query), within(query, organization.timezone)] }),
})

/** Only entries of the organization's days that are asked for, if any are. */
function within(asked: RangeParameters, timezone: string): Prisma.AuditEntryWhereInput {
  if (asked.range === undefined && asked.from === undefined && asked.to === undefined) return {}
  const { from, to } = askedRange(asked, timezone)
  return { createdAt: { gte: startOfDay(from, timezone), lt: startOfDay(addDays(to, 1), timezone) } }
}

const answerOf = (entry: NamedEntry) => valuesOf<typeof auditEntryAnswer.shape, NamedEntry>(auditFields, entry)

async function* csvOf(organizationId: string, where: Prisma.AuditEntryWhereInput): AsyncGenerator<string> {
  yield csvLine(Object.keys(auditFields))
  for await (const entries of allEntries(database(), organizationId, where)) {
    yield entries.map((entry) => csvLine(Object.values(answerOf(entry)).map((value) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value))))).join('')
  }
}
