import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Actor } from '@/lib/identity/audit'
import { change } from '@/lib/identity/change'
import type { Origin } from '@/lib/identity/origin'
import type { Permission } from '@/lib/identity/permissions'
import { Refused } from '@/lib/identity/refused'
import { emptied } from './bulk-update'
import { hashOf } from './hash'
import type { Unchanged } from './unchanged'
import { updateWithin, type Updater } from './update'

/** Conversions changed in one transaction. */
const CHUNK = 500

/** Who asked for it, with what they can do by now. */
type Asker = Updater & Actor & { permissions: ReadonlySet<Permission> }

type Options = {
  /** Finds whoever asked for it. Null if they don't have access anymore. */
  findPerson: (asked: {
    organizationId: string
    userId: string
    apiKeyId: string | null
    from: Origin
  }) => Promise<Asker | null>
  signal: AbortSignal
  /** Tests only. */
  chunk?: number
}

const items = z.array(z.object({ id: z.string(), version: z.number() }))

/**
 * Works off what people asked to approve or reject, in turns. Each transaction changes some conversions and notes that it did, so a process that's
 * killed leaves nothing half done, and the next one goes on from there.
 */
export async function runBulkUpdates(database: Database, options: Options): Promise<void> {
  const problems = new Map<string, unknown>()
  while (!options.signal.aborted) {
    const next = await database.prisma.conversionBulkUpdate.findFirst({
      where: { state: 'running', id: { notIn: [...problems.keys()] } },
      orderBy: { updatedAt: 'asc' },
      omit: { ids: true, versions: true },
    })
    if (!next) break
    // One that can't go on doesn't hold up others.
    await work(database, next, options).catch((error: unknown) => problems.set(next.id, error))
  }
  const [problem] = problems.values()
  if (problem !== undefined) throw problem
}

type Running = Omit<Prisma.ConversionBulkUpdateGetPayload<object>, 'ids' | 'versions'>

/** Changes the next conversions of one. */
async function work(
  database: Database,
  { id, organizationId, userId, apiKeyId, address, userAgent, status, rejectionReason, position, total }: Running,
  { findPerson, chunk = CHUNK }: Options,
): Promise<void> {
  const where = { id, state: 'running', position }
  const end = (state: 'done' | 'failed', problem = '') =>
    database.prisma.conversionBulkUpdate.updateMany({ where, data: { state, problem, ...emptied } })
  // Not together with the last of them: by now, reports have those, too.
  if (position >= total) return void (await end('done'))
  const asker = await findPerson({ organizationId, userId, apiKeyId, from: { address, userAgent } })
  if (!asker?.permissions.has('conversions:manage')) return void (await end('failed', NO_ACCESS))
  const to = Math.min(position + chunk, total)
  try {
    await change(database, asker, async (changing) => {
      const { unscoped } = changing
      // Someone may have canceled it, and another process may have come first. Until this one commits, both wait.
      const claimed = await unscoped.conversionBulkUpdate.updateMany({ where, data: { position: to } })
      if (claimed.count === 0) return
      const next = items.parse(
        await unscoped.$queryRaw`
          SELECT item."id"::text, item."version" FROM "ConversionBulkUpdate" b,
            unnest(b."ids"[${position + 1}::int:${to}::int], b."versions"[${position + 1}::int:${to}::int]) AS item("id", "version")
          WHERE b."id" = ${id}::uuid`,
      )
      const outcomes = await updateWithin(
        changing,
        database,
        asker,
        next.map((seen) => ({
          id: seen.id,
          hash: hashOf(seen),
          status,
          ...(rejectionReason === '' ? {} : { rejectionReason }),
        })),
      )
      await unscoped.conversionBulkUpdate.update({ where: { id }, data: countsOf(outcomes) })
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await end('failed', error.message)
  }
}

const NO_ACCESS = 'Whoever asked for it can’t change conversions anymore.'

function countsOf(outcomes: readonly (Unchanged | null)[]) {
  const count = (code: Unchanged['code'] | undefined) => ({
    increment: outcomes.filter((outcome) => outcome?.code === code).length,
  })
  return {
    changed: count(undefined),
    same: count('same'),
    frozen: count('frozen'),
    mismatched: count('mismatch'),
    notFound: count('not_found'),
  }
}
