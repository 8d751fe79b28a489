import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { organizationTransaction, type OrganizationTransaction } from '@/lib/database/organization'
import { recordChanges, type Actor, type AuditRecord } from './audit'
import { requireSameAccess } from './same-access'
import { isInTheWay } from '@/lib/database/in-the-way'
import { refusalOf } from './taken'

export type Change = {
  /** Reads and writes the organization's rows only. */
  database: OrganizationTransaction
  /** The same transaction without that limit, only for what spans organizations: who has an email address, how often something happens, a new slug. */
  unscoped: Prisma.TransactionClient
  /** Writes audit entries. Skips updates that change nothing. */
  record: (entries: AuditRecord | AuditRecord[]) => Promise<void>
  /** Runs an effect outside the database, such as an email, once the change is committed, and never if it isn't. It can't fail the change. */
  afterCommit: (effect: () => void | Promise<void>) => void
}

/**
 * What a change locks until it ends, so that others that lock the same run one at a time. None of them blocks reads.
 * - organization: the default. Rules that look at several users or at emailed links need it.
 * - account: the row of the person making the change. Enough if nothing else is looked at. Never lock an organization after it.
 * - installation: for creating the first organization.
 */
export type Lock = 'organization' | 'account' | 'installation'

type Options = {
  lock?: Lock
  /** How long the transaction may take, in ms, if more than usual. */
  timeout?: number
  isTrial?: boolean
}

/** Tables whose rows only prepare a change, or count. The change itself is recorded. */
const unaudited: ReadonlySet<string> = new Set(['OneTimeToken', 'PendingMail', 'Sequence', 'AuditEntry'])

/**
 * Makes a change on someone's behalf. Everything that people change goes through here: it takes the lock, refuses a caller who was shut out
 * while waiting for it, limits the work to the organization, commits rows and audit entries together or not at all, and refuses values that are taken,
 * naming the field.
 * docs/decisions/0019-one-way-to-change.md has the reasons, and the few writes that don't.
 * @throws Refused
 */
export async function change<T>(
  { prisma }: Database,
  actor: Actor,
  work: (change: Change) => Promise<T>,
  { lock = 'organization', timeout, isTrial = false }: Options = {},
): Promise<T> {
  const effects: (() => void | Promise<void>)[] = []
  const changed = new Set<string>()
  let isRecorded = false
  const result = await prisma
    .$transaction(
      async (transaction) => {
        if (isTrial) await transaction.$executeRaw`SELECT set_config('lock_timeout', ${TRIAL_PATIENCE}, true)`
        else await locks[lock](transaction, actor)
        await requireSameAccess(transaction, actor)
        const done = await work({
          database: organizationTransaction(transaction, actor.organization.id, (table) => changed.add(table), isTrial),
          unscoped: transaction,
          record: async (entries) => {
            isRecorded = true
            if (!isTrial) await recordChanges(transaction, actor, [entries].flat())
          },
          afterCommit: (effect) => void effects.push(effect),
        })
        const unrecorded = [...changed].filter((table) => !unaudited.has(table))
        if (unrecorded.length > 0 && !isRecorded)
          throw new Error(`A change to ${unrecorded.join(', ')} must call record(), so nothing was changed`)
        return done
      },
      timeout === undefined ? {} : { timeout },
    )
    .catch((error: unknown) => {
      throw refusalOf(error) ?? error
    })
  for (const effect of effects) {
    try {
      await effect()
    } catch (error) {
      console.error('What follows from a change failed:', error)
    }
  }
  return result
}

/** Ends a trial's transaction, so that nothing of it is kept. */
class Undo extends Error {}

/** How long a trial waits for rows that someone else is changing. It's shorter than PostgreSQL waits before it looks for deadlocks, so the trial gives way. */
const TRIAL_PATIENCE = '200ms'

/**
 * Makes a change and takes all of it back, to find out whether it could be made. It doesn't lock the organization, so other changes don't wait for it,
 * except those to the same rows. If someone else is changing these, it starts over and waits in line.
 * @throws Refused
 */
export async function tryChange(
  database: Database,
  actor: Actor,
  work: (change: Change) => Promise<void>,
  { timeout }: { timeout?: number } = {},
): Promise<void> {
  const attempt = (isTrial: boolean) =>
    change(
      database,
      actor,
      async (changing) => {
        await work(changing)
        throw new Undo()
      },
      { timeout, isTrial },
    ).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  try {
    await attempt(true)
  } catch (error) {
    if (!isInTheWay(error)) throw error
    await attempt(false)
  }
}

/** An arbitrary number that nothing else in the project locks. */
const INSTALLATION = 7246001

/** Locks the creation of the first organization until the transaction ends. */
export async function lockInstallation(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${INSTALLATION}::bigint)`
}

/** Locks an organization until the transaction ends. Doesn't block inserts that reference it. */
export async function lockOrganization(transaction: Prisma.TransactionClient, id: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM "Organization" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

const locks: Readonly<Record<Lock, (transaction: Prisma.TransactionClient, actor: Actor) => Promise<void>>> = {
  organization: (transaction, { organization }) => lockOrganization(transaction, organization.id),
  account: async (transaction, { organization, user }) => {
    await transaction.$queryRaw`
      SELECT id FROM "User" WHERE "organizationId" = ${organization.id}::uuid AND id = ${user.id}::uuid FOR NO KEY UPDATE`
  },
  installation: lockInstallation,
}
