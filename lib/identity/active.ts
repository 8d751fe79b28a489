import { Prisma } from '@/lib/database/generated/client'

type Person = {
  status: string
  archivedAt: Date | null
  role: string
  publisher: { active: boolean; archived: boolean } | null
}

/** Whether a person can sign in: they aren't deactivated, suspended, or archived and, for a publisher user, their publisher is active. */
export function isActive(user: Person): boolean {
  if (user.status !== 'Active' || user.archivedAt) return false
  return user.role !== 'publisher' || Boolean(user.publisher?.active && !user.publisher.archived)
}

/** The same check in SQL, for "User" u left-joined with its "Publisher" p. */
export const isActiveSql = Prisma.sql`(u.status = 'Active' AND u."archivedAt" IS NULL AND (u.role <> 'publisher' OR coalesce(p.active AND NOT p.archived, false)))`
