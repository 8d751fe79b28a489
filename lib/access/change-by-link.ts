import type { Database } from '@/lib/database/client'
import type { Actor } from '@/lib/identity/audit'
import { change, type Change } from '@/lib/identity/change'
import type { Origin } from '@/lib/identity/origin'
import { isActive } from '@/lib/identity/active'
import { withPublisher, type UserWithPublisher } from './find-user'
import { consumeToken, findToken, linkEnded, payloadAddress, type Link, type TokenKind } from './one-time-token'

export type ChangeByLink = Change & {
  /** The link's owner, as the audit log names them. */
  actor: Actor
  /** The link's owner as they are before the change. */
  user: UserWithPublisher
  link: Link
}

/**
 * Makes a change on behalf of whoever has an emailed link, and uses the link up.
 * @throws Refused
 */
export async function changeByLink<T>(
  store: Database,
  kind: Exclude<TokenKind, 'signIn'>,
  { token, from }: { token: string; from: Origin },
  work: (change: ChangeByLink) => Promise<T>,
  now = new Date(),
): Promise<T> {
  const found = await findToken(store, kind, token, now)
  if (!found) throw linkEnded()
  // Undoing a change of address is done by the owner of the old mailbox.
  const email = kind === 'emailUndo' ? payloadAddress(found) : found.user.email
  const actor = { organization: { id: found.organizationId }, user: { id: found.userId, email }, from }
  return change(store, actor, async (made) => {
    const link = await consumeToken(made.database, kind, token, now)
    if (!link) throw linkEnded()
    const user = await made.database.user.findUniqueOrThrow({ where: { id: link.userId }, include: withPublisher })
    if (!isActive(user)) throw linkEnded()
    return work({ ...made, actor, user, link })
  })
}
