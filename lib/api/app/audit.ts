import { allEntries, findEntries, type NamedEntry } from '@/lib/access/audit-log'
import { byteOrderMark, csvLine, csvTime } from '@/lib/csv'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { RangeParameters } from '@/lib/reports/range'
import { addDays, startOfDay } from '@/lib/time'
import { handle } from '@/lib/api/operation'
import { valuesOf } from '@/lib/api/resource/fields'
import { auditFields, exportAudit, listAudit, listedFields, listing } from './audit.contract'
import { askedRange } from './question'

export const auditOperations = [
  handle(listAudit, async ({ organization }, { query }) => {
    const page = listing.read(query)
    page.where = { AND: [page.where, within(query, organization.timezone)] }
    const [entries, count] = await Promise.all([
      findEntries(database(), organization.id, page),
      database().forOrganization(organization.id).auditEntry.count({ where: page.where }),
    ])
    return {
      data: entries.map((entry) => valuesOf(listedFields, entry)),
      meta: { total_count: count, total_page: Math.ceil(count / page.take) },
    }
  }),

  handle(exportAudit, async ({ organization, user }, { query: { bom, ...asked } }) => {
    const where = { AND: [listing.readWhere(asked), within(asked, organization.timezone)] }
    return csvOf(organization.id, where, user.timezone, bom)
  }),
]

/** Limits entries to the requested days, if any, in the organization's time zone. */
function within(asked: RangeParameters, timezone: string): Prisma.AuditEntryWhereInput {
  if (asked.range === undefined && asked.from === undefined && asked.to === undefined) return {}
  const { from, to } = askedRange(asked, timezone)
  return { createdAt: { gte: startOfDay(from, timezone), lt: startOfDay(addDays(to, 1), timezone) } }
}

const answerOf = (entry: NamedEntry) => valuesOf(auditFields, entry)

async function* csvOf(
  organizationId: string,
  where: Prisma.AuditEntryWhereInput,
  timezone: string,
  marked: boolean,
): AsyncGenerator<string> {
  yield `${marked ? byteOrderMark : ''}${csvLine(Object.keys(auditFields).map((field) => (field === 'created_at' ? `${field} (${timezone})` : field)))}`
  const line = (entry: NamedEntry) => {
    const answer = answerOf(entry)
    return csvLine(Object.values({ ...answer, created_at: csvTime(answer.created_at, timezone) }).map(cell))
  }
  for await (const entries of allEntries(database(), organizationId, where)) yield entries.map(line).join('')
}

const cell = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
