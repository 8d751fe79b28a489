import type { z } from 'zod'
import { config } from '@/lib/config'
import { trackingDomainFaults, type trackingDomainFields } from '@/lib/catalog/rules/tracking-domain'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { insertTrackingDomains } from './create-groups'
import { audited, changesOf, refuseSome, requireAll, type Editing } from './editing'
import { refoldKeys, refuseOthersLinks, refuseWithLinks } from './link-domains'
import { refuseUsed, usingOffer } from './offers-in-use'
import { requireAdmin } from './staff'

type Fields = { [Name in keyof typeof trackingDomainFields]: z.output<(typeof trackingDomainFields)[Name]> } & {
  publisherIds: string[]
}
type DomainChange = Partial<Fields> & { archived?: boolean }

export const withPublishers = {
  publishers: { include: { publisher: true }, orderBy: { publisherId: 'asc' } },
} as const satisfies Prisma.TrackingDomainInclude

export type TrackingDomainRow = Prisma.TrackingDomainGetPayload<{ include: typeof withPublishers }>

/** Creates a tracking domain. If it's the default one, the one before no longer is. */
export function createTrackingDomain(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { host: string },
): Promise<{ id: string }> {
  requireAdmin(caller, 'tracking domains')
  const { publisherIds, ...fields } = input
  return change(database, caller, async (changing) => {
    const { database: store, record } = changing
    check(input)
    if (fields.isDefault) await releaseDefault(changing, caller)
    const [{ id } = { id: '' }] = await insertTrackingDomains(store, [{ ...fields, lastUpdatedById: caller.user.id }])
    await setTrackingDomainPublishers(store, id, publisherIds)
    const [made] = await rowsOf(store, [id])
    if (!made) throw new Error('The tracking domain wasn’t created')
    await record({ action: 'create', entity: 'trackingDomain', entityId: id, after: audited(flat(made)) })
    return made
  })
}

/** Changes all of these tracking domains or none. Links keep working: those that offers use can't leave them, and there's no way to lose the default. */
export function changeTrackingDomains(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: DomainChange,
  editing: Editing = {},
): Promise<void> {
  requireAdmin(caller, 'tracking domains')
  const { publisherIds, ...fields } = input
  return change(database, caller, async (changing) => {
    const { database: store, record } = changing
    const all = await rowsOf(store, ids)
    requireAll(all, ids, 'tracking domain', editing)
    for (const row of all) check({ ...row, publisherIds: row.publishers.map((one) => one.publisherId), ...input })
    await refuseLosing(store, all, input)
    const { isCaseSensitive } = input
    for (const row of all)
      if (isCaseSensitive !== undefined && isCaseSensitive !== row.isCaseSensitive)
        await refoldKeys(changing, row.host, isCaseSensitive)
    const [first] = all
    if (fields.isDefault && first && !(fields.archived ?? first.archived))
      await releaseDefault(changing, caller, first.id)
    await store.trackingDomain.updateMany({
      where: { id: { in: [...ids] } },
      data: { ...fields, lastUpdatedById: caller.user.id },
    })
    for (const { id } of all) await setTrackingDomainPublishers(store, id, publisherIds)
    if (publisherIds !== undefined) await refuseOthersLinks(store, ids)
    await record(changesOf('trackingDomain', all.map(flat), (await rowsOf(store, ids)).map(flat)))
  })
}

const rowsOf = (store: OrganizationTransaction, ids: readonly string[]): Promise<TrackingDomainRow[]> =>
  store.trackingDomain.findMany({ where: { id: { in: [...ids] } }, include: withPublishers, orderBy: { id: 'asc' } })

function check(domain: Partial<Fields> & { host: string }): void {
  const [fault] = trackingDomainFaults(domain, new URL(config().baseUrl).hostname)
  if (fault) throw new Refused('invalid', fault.message, fault.field)
}

/** Refuses to take a domain from the links that use it. */
async function refuseLosing(
  store: OrganizationTransaction,
  rows: readonly TrackingDomainRow[],
  { archived, active, host, isDefault }: DomainChange,
): Promise<void> {
  const leaves = archived === true || active === false
  const lost = rows.filter((row) => !row.archived && (leaves || (host !== undefined && host !== row.host)))
  await refuseWithLinks(
    store,
    lost.map((row) => row.host),
  )
  const offers =
    lost.length === 0
      ? []
      : await store.offer.findMany({
          where: { archived: false, primaryDomain: { in: lost.map((row) => row.host) } },
          select: { ...usingOffer, primaryDomain: true },
        })
  const idOf = new Map(lost.map((row) => [row.host, row.id]))
  refuseUsed(
    offers.map((offer) => ({ of: idOf.get(offer.primaryDomain) ?? '', offer })),
    'Tracking domains that are the primary domain of offers can’t be deleted, deactivated, or renamed. Change these offers first',
    rows.length,
  )
  if (archived === true || isDefault === false)
    refuseSome(
      rows.filter((row) => row.isDefault && !row.archived).map(({ id }) => id),
      'The default domain can’t be deleted, and stays the default until another one is. Make another one the default first',
      rows.length,
    )
}

/** The default moves from one domain to the next within one change, so that links always have one. */
async function releaseDefault({ database: store, record }: Change, caller: Caller, exceptId?: string): Promise<void> {
  const where = { isDefault: true, archived: false, id: { not: exceptId } }
  const old = await store.trackingDomain.findMany({ where, include: withPublishers })
  if (old.length === 0) return
  await store.trackingDomain.updateMany({ where, data: { isDefault: false, lastUpdatedById: caller.user.id } })
  const now = await rowsOf(
    store,
    old.map(({ id }) => id),
  )
  await record(changesOf('trackingDomain', old.map(flat), now.map(flat)))
}

/**
 * Sets which publishers a tracking domain belongs to.
 * @param publisherIds if undefined, they stay as they are
 */
export async function setTrackingDomainPublishers(
  store: OrganizationTransaction,
  id: string,
  publisherIds: readonly string[] | undefined,
): Promise<void> {
  if (publisherIds === undefined) return
  const found = await store.publisher.findMany({
    where: { id: { in: [...publisherIds] }, archived: false },
    select: { id: true },
  })
  const known = new Set(found.map((publisher) => publisher.id))
  const missing = publisherIds.find((publisherId) => !known.has(publisherId))
  if (missing !== undefined)
    throw new Refused('invalid', `No publisher with the ID ${missing}, or it’s archived.`, 'publisherIds')
  const { organizationId } = store
  await store.publisherTrackingDomain.deleteMany({ where: { trackingDomainId: id } })
  await store.publisherTrackingDomain.createMany({
    data: publisherIds.map((publisherId) => ({ organizationId, publisherId, trackingDomainId: id })),
  })
}

/** The domain with its publishers' names, which the audit log compares. */
const flat = ({ publishers, ...row }: TrackingDomainRow) => ({
  ...row,
  publishers: publishers.map(({ publisher }) => publisher.name),
})
