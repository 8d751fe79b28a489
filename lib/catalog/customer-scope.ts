import { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'

/**
 * Whether a row is of the organization, and of a publisher or advertiser that someone can see. Customers belong to those of their first click: without
 * one, only people who see everything see them.
 * @param table what the query calls the table
 */
export function isSeenBy({ scope }: Pick<Caller, 'scope'>, table: 'customer' | 'conversion'): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${table}."${name}"`)
  const ofOrganization = Prisma.sql`${column('organizationId')} = ${scope.organizationId}::uuid`
  if (scope.publishers === 'all') return ofOrganization
  const among = (kind: 'Publisher' | 'Advertiser', numbers: readonly number[]) => Prisma.sql`
    SELECT "id" FROM ${Prisma.raw(`"${kind}"`)}
    WHERE "organizationId" = ${scope.organizationId}::uuid AND "incrementalId" = ANY(${[...numbers]}::int[])`
  return Prisma.sql`${ofOrganization} AND (${column('publisherId')} IN (${among('Publisher', scope.publishers)})
    OR ${column('advertiserId')} IN (${among('Advertiser', scope.advertisers)}))`
}
