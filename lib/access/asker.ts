import type { Database } from '@/lib/database/client'
import type { Actor } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'
import type { Origin } from '@/lib/identity/origin'
import { permissions } from '@/lib/identity/permissions'
import { findAsker } from './find-caller'
import { personOf } from './resolve'

/** Who asked for something that's done in the background, and with which API key. */
export type Asked = { organizationId: string; userId: string; apiKeyId: string | null; from: Origin }

/** The same person, with what they can do by now. */
export type Asker = Omit<Caller, 'via'> & Pick<Actor, 'via'>

/** Finds whoever asked for something. @returns null if they, or their API key, don't have access anymore */
export async function findPerson(database: Pick<Database, 'prisma'>, asked: Asked): Promise<Asker | null> {
  const found = await findAsker(database, asked, new Date())
  if (!found || found.problem !== null) return null
  const { apiKeyId, from } = asked
  return {
    ...(apiKeyId === null ? {} : { via: { kind: 'apiKey' as const, id: apiKeyId } }),
    ...personOf(found, from, found.access ?? permissions),
  }
}
