import { randomBytes } from 'node:crypto'
import { postbacksWhere, requireManager } from '@/lib/catalog/postbacks'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { decrypt, encrypt } from './encryption'

// The secrets that postbacks are signed with. Those who can change a postback can read its secret again.

const PURPOSE = 'postback signature'

/** A new secret, encrypted for its postback. */
export const newPostbackSecret = (id: string): Uint8Array<ArrayBuffer> => seal(id, newSecret())

/** A postback's secret, or null if it was encrypted with another AUTH_SECRET. */
export function openPostbackSecret(id: string, sealed: Uint8Array): string | null {
  const plain = decrypt(PURPOSE, id, sealed)
  return plain && Buffer.from(plain).toString()
}

/** The secret of a postback that the caller can change. */
export async function readPostbackSecret(database: Database, caller: Caller, id: string): Promise<string | null> {
  const store = database.forOrganization(caller.organization.id)
  const found = await store.postback.findFirst({ where: { AND: [{ id }, await postbacksWhere(store, caller)] } })
  if (!found) throw noPostback()
  await requireManager(store, caller, [found.publisherId])
  return openPostbackSecret(id, found.secret)
}

/** Gives a postback a new secret. Its calls are signed with it from now on. */
export function replacePostbackSecret(database: Database, caller: Caller, id: string): Promise<string> {
  return change(database, caller, async ({ database: store, record }) => {
    const found = await store.postback.findFirst({ where: { AND: [{ id }, await postbacksWhere(store, caller)] } })
    if (!found) throw noPostback()
    await requireManager(store, caller, [found.publisherId])
    const secret = newSecret()
    const sealed = seal(id, secret)
    await store.postback.update({ where: { id }, data: { secret: sealed, lastUpdatedById: caller.user.id } })
    await record({
      action: 'rotate',
      entity: 'postback',
      entityId: id,
      before: { secret: found.secret },
      after: { secret: sealed },
    })
    return secret
  })
}

const newSecret = (): string => randomBytes(32).toString('base64url')
const seal = (id: string, secret: string) => encrypt(PURPOSE, id, Buffer.from(secret))
const noPostback = () => new Refused('not_found', 'No postback with this ID.')
