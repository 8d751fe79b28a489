import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { ConversionBulkUpdate } from '@/lib/database/generated/client'
import { wakeJob } from '@/lib/database/wake'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { isUuid } from '@/lib/uuid'
import { exact } from './money'
import { mayChange } from './update'

// Approving or rejecting everything that matches a filter. What's asked for is a list of conversions with their versions, so neither what's recorded
// nor what's changed in the meantime is touched. lib/conversions/bulk-run.ts works it off.

/** The job that works them off. */
export const BULK_JOB = 'update-conversions'

/** They're forgotten after 30 days. */
const KEPT = 30 * 24 * 60 * 60 * 1000
/** One that no one started stands for what someone saw a while ago. In ms. */
const WAITS = 60 * 60 * 1000

/** A conversion that someone saw. Amounts are exact decimals. */
export type Seen = {
  id: string
  version: number
  status: 'Approved' | 'Pending' | 'Rejected'
  publisher: number
  advertiser: number
  payout: string
  currency: string
}

export type BulkUpdate = Omit<ConversionBulkUpdate, 'ids' | 'versions' | 'sums'> & {
  sums: z.output<typeof sums>
}

const sums = z.array(z.object({ currency: z.string(), payout: z.string() }))
/** What's over doesn't need its conversions anymore. */
export const emptied: { ids: []; versions: [] } = { ids: [], versions: [] }
const withoutIds = { ids: true, versions: true } as const

/**
 * Keeps which conversions someone wants to approve or reject. Those that have the status already or aren't theirs to change are only counted.
 * @returns its ID
 */
export async function createBulkUpdate(
  database: Database,
  caller: Caller,
  {
    status,
    rejectionReason,
    seen,
    starts,
  }: { status: 'Approved' | 'Rejected'; rejectionReason: string; seen: readonly Seen[]; starts: boolean },
): Promise<string> {
  const { organization, user, via, from } = caller
  const theirs = seen.filter((row) => mayChange(caller, row))
  const rows = theirs.filter((row) => row.status !== status)
  const store = database.forOrganization(organization.id)
  await store.conversionBulkUpdate.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - KEPT) } } })
  const { id } = await store.conversionBulkUpdate.create({
    data: {
      organizationId: organization.id,
      userId: user.id,
      apiKeyId: via.kind === 'apiKey' ? via.id : null,
      address: from.address,
      userAgent: from.userAgent,
      status,
      rejectionReason,
      ids: rows.map((row) => row.id),
      versions: rows.map(({ version }) => version),
      sums: sumsOf(rows),
      matched: seen.length,
      total: rows.length,
      same: theirs.length - rows.length,
      notFound: seen.length - theirs.length,
    },
    select: { id: true },
  })
  if (starts) await startBulkUpdate(database, caller, id)
  return id
}

function sumsOf(rows: readonly Seen[]): z.output<typeof sums> {
  const found = new Map<string, ReturnType<typeof exact>>()
  for (const { currency, payout } of rows) found.set(currency, (found.get(currency) ?? exact(0)).plus(payout))
  return [...found].map(([currency, payout]) => ({ currency, payout: payout.toFixed() }))
}

type Asker = Pick<Caller, 'organization' | 'user'>

/** How far it is. @throws Refused if it isn't the person's own */
export async function readBulkUpdate(
  database: Database,
  { organization, user }: Asker,
  id: string,
): Promise<BulkUpdate> {
  const store = database.forOrganization(organization.id)
  const found = isUuid(id)
    ? await store.conversionBulkUpdate.findFirst({ where: { id, userId: user.id }, omit: withoutIds })
    : null
  if (!found) throw new Refused('not_found', 'No bulk update with this ID.')
  return { ...found, sums: sums.parse(found.sums) }
}

/** Starts one that waits for it. @throws Refused */
export async function startBulkUpdate(
  database: Database,
  asker: Asker,
  id: string,
  rejectionReason?: string,
): Promise<void> {
  const { state, status, createdAt } = await readBulkUpdate(database, asker, id)
  if (rejectionReason !== undefined && status !== 'Rejected')
    throw new Refused('invalid', 'is only allowed with the status Rejected', 'rejectionReason')
  if (createdAt.getTime() < Date.now() - WAITS)
    throw new Refused('conflict', 'It was created more than an hour ago. Create a new one to start it.')
  await move(database, asker, id, {
    from: ['waiting'],
    to: { state: 'running', ...(rejectionReason === undefined ? {} : { rejectionReason }) },
    refusal: started(state),
  })
  await wakeJob(database.prisma, BULK_JOB)
}

const started = (state: string) =>
  state === 'canceled' ? 'It was canceled, so it can’t be started.' : 'It was started before.'

/** Ends it. What's changed by then stays changed. @throws Refused if it's over already */
export async function cancelBulkUpdate(database: Database, asker: Asker, id: string): Promise<void> {
  await readBulkUpdate(database, asker, id)
  await move(database, asker, id, {
    from: ['waiting', 'running'],
    to: { state: 'canceled', ...emptied },
    refusal: 'It’s over already.',
  })
}

/** Changes its state, unless someone else did. */
async function move(
  database: Database,
  { organization, user }: Asker,
  id: string,
  {
    from,
    to,
    refusal,
  }: { from: string[]; to: { state: string; rejectionReason?: string; ids?: []; versions?: [] }; refusal: string },
): Promise<void> {
  const { count } = await database.forOrganization(organization.id).conversionBulkUpdate.updateMany({
    where: { id, userId: user.id, state: { in: from } },
    data: to,
  })
  if (count === 0) throw new Refused('conflict', refusal)
}
