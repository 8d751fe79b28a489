import { z } from 'zod'
import { Prisma } from '@/lib/database/generated/client'
import { isActiveSql } from './active'
import type { Actor } from './audit'
import { Refused } from './refused'

// "c" is the credential: the key or session.
const credentials = {
  apiKey: { table: Prisma.raw('"ApiKey"'), also: Prisma.sql`AND u."apiAccessEnabled"` },
  session: { table: Prisma.raw('"Session"'), also: Prisma.empty },
} as const

const roles = z.array(z.object({ role: z.string() })).max(1)

/**
 * Checks once more that a caller has access, with the same role. Someone else's change may have come first and taken it away. Call it with the change's lock held, in
 * the same transaction. Links check their owner when they're used up.
 * @throws Refused
 */
export async function requireSameAccess(
  transaction: Pick<Prisma.TransactionClient, '$queryRaw'>,
  { organization, user, via }: Actor,
): Promise<void> {
  if (!via) return
  const { table, also } = credentials[via.kind]
  const [found] = roles.parse(
    await transaction.$queryRaw`
      SELECT u.role FROM ${table} c
      JOIN "User" u ON u."organizationId" = c."organizationId" AND u.id = c."userId"
      LEFT JOIN "Publisher" p ON p."organizationId" = u."organizationId" AND p.id = u."publisherId"
      WHERE c.id = ${via.id}::uuid AND c."organizationId" = ${organization.id}::uuid AND c."userId" = ${user.id}::uuid
        AND c."revokedAt" IS NULL AND (c."expiresAt" IS NULL OR c."expiresAt" > ${new Date()}) AND ${isActiveSql} ${also}`,
  )
  if (found === undefined || found.role !== user.role)
    throw new Refused('forbidden', 'Your access was just changed or ended, so you can’t do this anymore.')
}
