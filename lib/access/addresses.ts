import { Prisma } from '@/lib/database/generated/client'
import type { Database } from '@/lib/database/client'
import type { Actor } from '@/lib/identity/audit'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { TooManyAttempts } from './attempts'
import { countSql, rateState } from './rate-limit'

// Email addresses are unique across organizations, since people sign in with nothing else. docs/decisions/0013-email-addresses.md covers what that can reveal.

type Transaction = Prisma.TransactionClient
type Person = { organizationId: string; userId?: string }

/** How many times per hour an organization can hit an address that another organization uses. */
const bound = { limit: 10, window: 3600 } as const
const keyOf = (organizationId: string): string => `addresses:${organizationId}`

/** The message is the same whichever organization uses the address. */
export class AddressInUse extends Refused {
  constructor(readonly place: 'here' | 'elsewhere' = 'here') {
    super('conflict', 'is already in use', 'email')
  }
}

/**
 * Claims an address for a person until the transaction ends. After a change of address, the old one stays reserved for its owner for as long as
 * they can undo the change.
 * @param leaving the person's current address
 * @throws AddressInUse
 */
export async function claimAddress(
  transaction: Transaction,
  { organizationId, userId }: Person,
  email: string,
  leaving?: string,
): Promise<void> {
  // Lock in sorted order, so two people who swap addresses don't deadlock.
  for (const address of leaving === undefined ? [email] : [email, leaving].toSorted()) {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(7246002, hashtext(${address}))`
  }
  const owner =
    (await transaction.user.findUnique({ where: { email }, select: { id: true, organizationId: true } })) ??
    (await reservedFor(transaction, email, userId))
  if (owner && owner.id !== userId)
    throw new AddressInUse(owner.organizationId === organizationId ? 'here' : 'elsewhere')
}

/** Whether anyone has the address, or someone other than the user can still get it back. */
export async function isInUse(
  store: Pick<Transaction, 'user' | 'oneTimeToken'>,
  email: string,
  userId: string,
): Promise<boolean> {
  return (
    (await store.user.findUnique({ where: { email }, select: { id: true } })) !== null ||
    (await reservedFor(store, email, userId)) !== null
  )
}

async function reservedFor(
  store: Pick<Transaction, 'oneTimeToken'>,
  email: string,
  userId?: string,
): Promise<{ id: string; organizationId: string } | null> {
  const link = await store.oneTimeToken.findFirst({
    where: {
      kind: 'emailUndo',
      usedAt: null,
      expiresAt: { gt: new Date() },
      payload: { path: ['email'], equals: email },
      userId: { not: userId },
    },
    select: { userId: true, organizationId: true },
  })
  return link && { id: link.userId, organizationId: link.organizationId }
}

/**
 * Stops an organization from trying address after address to find out who uses the product elsewhere. Past the limit, unused addresses are refused too.
 * @throws TooManyAttempts
 */
export async function refuseProbing(transaction: Transaction, organizationId: string, now = new Date()): Promise<void> {
  const window = await transaction.rateWindow.findFirst({
    where: { key: keyOf(organizationId), windowStart: { gt: new Date(now.getTime() - bound.window * 1000) } },
    orderBy: { windowStart: 'desc' },
  })
  // The count this attempt would bring it to.
  const { allowed, resetAfter } = rateState((window?.count ?? 0) + 1, bound, now)
  if (!allowed) throw new TooManyAttempts(resetAfter, false)
}

/**
 * A change that claims addresses. If one belongs to another organization, that's counted, even though the change is refused. Work must claim an
 * address before it writes anything, because the transaction commits for the count.
 */
export async function changeAddresses<T>(
  database: Database,
  actor: Actor,
  work: (made: Change) => Promise<T>,
): Promise<T> {
  const outcome = await change(database, actor, async (made) => {
    try {
      return { result: await work(made) }
    } catch (error) {
      if (!(error instanceof AddressInUse) || error.place === 'here') throw error
      const key = Prisma.sql`SELECT ${keyOf(actor.organization.id)} AS key`
      await made.unscoped.$queryRaw(countSql(key, bound, new Date()))
      return { refused: error }
    }
  })
  if (outcome.refused) throw outcome.refused
  return outcome.result
}
