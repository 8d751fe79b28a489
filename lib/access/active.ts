import { Prisma } from '../database/generated/client'

type Person = {
  status: string
  archivedAt: Date | null
  role: string
  publisher: { active: boolean; archived: boolean } | null
}

/** Whether somebody may come in at all: neither deactivated, suspended nor archived, and a publisher's user only as long as the publisher is active. */
export function isActive(user: Person): boolean {
  if (user.status !== 'Active' || user.archivedAt) return false
  return user.role !== 'publisher' || Boolean(user.publisher?.active && !user.publisher.archived)
}

/** The same in SQL, of "User" u and the "Publisher" p that it may belong to. */
export const isActiveSql = Prisma.sql`(u.status = 'Active' AND u."archivedAt" IS NULL AND (u.role <> 'publisher' OR coalesce(p.active AND NOT p.archived, false)))`
