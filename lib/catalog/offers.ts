import type { z } from 'zod'
import { offerFaults, type offerFields } from '@/lib/catalog/rules/offer'
import type { landingPageFields } from '@/lib/catalog/rules/landing-page'
import type { Database } from '@/lib/database/client'
import type { Offer, Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { AuditRecord } from '@/lib/identity/audit'
import type { AuditEntity } from '@/lib/identity/audit-names'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { requireCallable } from './called-urls'
import { createOffers } from './create'
import { audited, changesOf, refuseFaults, refuseSome, requireUnchanged, type Editing } from './editing'
import { findIntegration, requireOfferReach } from './find-offer'
import { setFraudFilterGroups } from './fraud-filter-links'
import { byValue, sameFor, updateEach, type ChangeOf } from './many'
import { includeTags, setTags } from './tags'

type Fields = { [Name in keyof typeof offerFields]: z.output<(typeof offerFields)[Name]> } & {
  advertiserId: string
  targetingGroupId: string | null
  fraudFilterGroupIds: string[]
  tagIds: string[]
}

/** Changes to an offer. Absent fields stay unchanged. */
export type OfferChange = Partial<Fields> & { archived?: boolean }

export const withOfferRelations = {
  integration: true,
  advertiser: true,
  targetingGroup: true,
  fraudFilterGroups: { include: { fraudFilterGroup: true }, orderBy: { fraudFilterGroupId: 'asc' } },
  tags: includeTags,
} as const satisfies Prisma.OfferInclude

/** What a copy of a landing page has in common with it. */
const copiedFields = {
  name: true,
  redirectUrl: true,
  previewUrl: true,
  active: true,
  hideFromPublishers: true,
  isDefault: true,
  weight: true,
  linkTestEnabled: true,
  linkTestCountries: true,
  linkTestDevices: true,
  linkTestExpectedDomain: true,
} as const satisfies Record<keyof typeof landingPageFields, true>

export type OfferRow = Prisma.OfferGetPayload<{ include: typeof withOfferRelations }>

/** An offer to create. */
export type OfferInput = Partial<Fields> & { name: string; advertiserId: string; copyLandingPagesOf?: string }

/**
 * Creates an offer of an advertiser that the caller can change.
 * @param integrationID the integration it belongs to
 */
export async function createOffer(
  database: Database,
  caller: Caller,
  integrationID: string,
  input: OfferInput,
): Promise<{ id: string }> {
  const [made] = await change(database, caller, (changing) => addOffers(changing, caller, integrationID, [input]))
  if (!made) throw new Error('The offer wasn’t created')
  return made
}

/** Creates all of these offers of an integration, or none, within a change. */
export async function addOffers(
  { database: store, record }: Change,
  caller: Caller,
  integrationID: string,
  inputs: readonly OfferInput[],
): Promise<Offer[]> {
  const integration = await findIntegration(store, caller, integrationID)
  if (integration.archived)
    throw new Refused('conflict', 'This integration is archived. Restore it before you add offers to it.')
  await requireAdvertisers(store, caller, inputs)
  await requireTargetingGroups(store, inputs)
  await requireTrackingDomains(store, inputs)
  for (const input of inputs) requireCallable(calledUrls(input))
  const { currency } = caller.organization
  const lastUpdatedById = caller.user.id
  const pages = await pagesToCopy(store, caller, inputs)
  const made = await createOffers(
    store,
    inputs.map(({ tagIds: _tags, fraudFilterGroupIds: _groups, copyLandingPagesOf: of, ...fields }) => ({
      currency,
      ...fields,
      integrationId: integration.id,
      lastUpdatedById,
      landingPages: (of === undefined ? [] : (pages.get(of) ?? [])).map((page) => ({ ...page, lastUpdatedById })),
    })),
  )
  await setLinks(
    store,
    made.map(({ id }, index) => ({ id, input: inputs[index] ?? {} })),
  )
  const created = (
    entity: AuditEntity,
    row: { id: string; lastUpdatedById: string | null },
    more: object = {},
  ): AuditRecord => ({
    action: 'create',
    entity,
    entityId: row.id,
    after: { ...audited(row), ...more },
  })
  await record(
    made.flatMap(({ landingPages, ...row }, index) => [
      created('offer', row, {
        tagIds: inputs[index]?.tagIds,
        fraudFilterGroupIds: inputs[index]?.fraudFilterGroupIds,
      }),
      ...landingPages.map((page) => created('landingPage', page)),
    ]),
  )
  return made
}

/** Changes all of these offers or none. */
export function changeOffers(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: OfferChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, (changing) => changeEachOffer(changing, caller, sameFor(ids, input), editing))
}

/** Changes each of these offers, or none, within a change. */
export async function changeEachOffer(
  changing: Change,
  caller: Caller,
  changes: readonly ChangeOf<OfferChange>[],
  editing: Editing = {},
): Promise<void> {
  const { database: store, record } = changing
  const ids = changes.map(({ id }) => id)
  const all = await rowsOf(store, ids)
  if (all.length < ids.length) throw new Refused('not_found', 'No offer with this ID.')
  requireOfferReach(caller, all)
  for (const row of all) requireUnchanged(row, editing)
  const inputs = new Map(changes.map(({ id, input }) => [id, input]))
  const pairs = all.map((row) => ({ row, input: inputs.get(row.id) ?? {} }))
  await requireAdvertisers(
    store,
    caller,
    pairs.flatMap(({ row, input }) => (row.advertiserId === input.advertiserId ? [] : [input])),
  )
  await requireTargetingGroups(
    store,
    pairs.flatMap(({ row, input }) => (row.targetingGroupId === input.targetingGroupId ? [] : [input])),
  )
  await requireTrackingDomains(
    store,
    pairs.flatMap(({ row, input }) => (row.primaryDomain === input.primaryDomain ? [] : [input])),
  )
  refuseWithoutParents(pairs)
  for (const { row, input } of pairs) {
    refuseFaults(offerFaults, row, input)
    requireCallable(calledUrls(input), row)
  }
  await updateEach(
    changing,
    caller,
    'offer',
    (query) => store.offer.updateMany(query),
    changes.map(({ id, input: { tagIds: _tags, fraudFilterGroupIds: _groups, ...input } }) => ({ id, input })),
  )
  await raiseTermsVersion(store, pairs)
  await setLinks(store, changes)
  await record(changesOf('offer', all.map(flat), (await rowsOf(store, ids)).map(flat)))
}

/** Sets the offers' tags and fraud filters. */
async function setLinks(store: OrganizationTransaction, changes: readonly ChangeOf<OfferChange>[]): Promise<void> {
  for (const { ids, value } of byValue(changes.map(({ id, input }) => ({ id, value: input.tagIds }))))
    await setTags(store, 'offerTag', ids, value)
  for (const { ids, value } of byValue(changes.map(({ id, input }) => ({ id, value: input.fraudFilterGroupIds }))))
    await setFraudFilterGroups(store, 'offerFraudFilterGroup', ids, value)
}

const calledUrls = ({ parallelTrackingUrl, impressionForwardingUrl }: OfferChange) => ({
  parallelTrackingUrl,
  impressionForwardingUrl,
})

type Pair = { row: OfferRow; input: OfferChange }

const rowsOf = (store: OrganizationTransaction, ids: readonly string[]): Promise<OfferRow[]> =>
  store.offer.findMany({
    where: { id: { in: [...ids] } },
    include: withOfferRelations,
    orderBy: { incrementalId: 'asc' },
  })

/** New terms are a new version, so that it's known which terms a publisher accepted. */
async function raiseTermsVersion(store: OrganizationTransaction, pairs: readonly Pair[]): Promise<void> {
  const changed = pairs.flatMap(({ row, input: { termsAndConditions } }) =>
    termsAndConditions === undefined || termsAndConditions === row.termsAndConditions ? [] : [row.id],
  )
  if (changed.length > 0)
    await store.offer.updateMany({ where: { id: { in: changed } }, data: { termsVersion: { increment: 1 } } })
}

/** The landing pages of the offers that inputs name, by the offer's ID. */
async function pagesToCopy(store: OrganizationTransaction, { reach }: Caller, inputs: readonly OfferInput[]) {
  const ids = [...new Set(inputs.flatMap(({ copyLandingPagesOf }) => copyLandingPagesOf ?? []))]
  const offers = await store.offer.findMany({
    where: { id: { in: ids }, advertiser: among(reach.advertisers.see) },
    select: {
      id: true,
      landingPages: { where: { archived: false }, orderBy: { incrementalId: 'asc' }, select: copiedFields },
    },
  })
  if (offers.length < ids.length)
    throw new Refused('invalid', 'must be an offer that you can view', 'copyLandingPagesOf')
  return new Map(offers.map(({ id, landingPages }) => [id, landingPages]))
}

async function requireAdvertisers(
  store: OrganizationTransaction,
  { reach }: Caller,
  rows: readonly { advertiserId?: string }[],
): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ advertiserId }) => advertiserId ?? []))]
  if (ids.length === 0) return
  const advertisers = await store.advertiser.findMany({
    where: { id: { in: ids }, archived: false },
    select: { incrementalId: true },
  })
  if (advertisers.length < ids.length)
    throw new Refused('invalid', 'must be an advertiser that isn’t archived', 'advertiserId')
  if (!advertisers.every(({ incrementalId }) => includes(reach.advertisers.edit, incrementalId)))
    throw new Refused(
      'forbidden',
      'You can view this advertiser, but only its account manager and admins can give it offers.',
      'advertiserId',
    )
}

async function requireTargetingGroups(
  store: OrganizationTransaction,
  rows: readonly { targetingGroupId?: string | null }[],
): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ targetingGroupId }) => targetingGroupId ?? []))]
  if (ids.length === 0) return
  if ((await store.targetingGroup.count({ where: { id: { in: ids }, archived: false } })) < ids.length)
    throw new Refused('invalid', 'must be a targeting group that isn’t archived', 'targetingGroupId')
}

/** Links only work at hosts that trackers know. */
async function requireTrackingDomains(
  store: OrganizationTransaction,
  rows: readonly { primaryDomain?: string }[],
): Promise<void> {
  const hosts = [...new Set(rows.flatMap(({ primaryDomain }) => primaryDomain || []))]
  if (hosts.length === 0) return
  if (
    (await store.trackingDomain.count({ where: { host: { in: hosts }, archived: false, active: true } })) < hosts.length
  )
    throw new Refused('invalid', 'must be the host of an active tracking domain, or empty', 'primaryDomain')
}

/** Offers that would be back in use need an advertiser, an integration, and groups that aren't archived. */
function refuseWithoutParents(pairs: readonly Pair[]): void {
  const returning = pairs.filter(
    ({ row, input: { archived, active } }) => (archived === false || active === true) && !(archived ?? row.archived),
  )
  const numbersOf = (faulty: readonly Pair[]) => faulty.map(({ row }) => row.incrementalId)
  refuseSome(
    numbersOf(returning.filter(({ row, input }) => input.advertiserId === undefined && row.advertiser.archived)),
    'An offer can’t be active while its advertiser is archived. Restore the advertiser first',
    pairs.length,
  )
  refuseSome(
    numbersOf(returning.filter(({ row }) => row.integration.archived)),
    'An offer can’t be active while its integration is archived. Restore the integration first',
    pairs.length,
  )
  refuseSome(
    numbersOf(
      returning.filter(({ row, input }) => input.targetingGroupId === undefined && row.targetingGroup?.archived),
    ),
    'An offer can’t be active while its targeting group is archived. Restore the group first, or give the offer another one',
    pairs.length,
  )
  refuseSome(
    numbersOf(
      returning.filter(
        ({ row, input }) =>
          input.fraudFilterGroupIds === undefined && row.fraudFilterGroups.some((one) => one.fraudFilterGroup.archived),
      ),
    ),
    'An offer can’t be active while one of its fraud filter groups is archived. Restore the group first, or take it off the offer',
    pairs.length,
  )
}

/** The fields that the audit log compares. */
const flat = ({ integration: _i, advertiser: _a, targetingGroup: _t, fraudFilterGroups, tags, ...row }: OfferRow) => ({
  ...row,
  fraudFilterGroupIds: fraudFilterGroups.map(({ fraudFilterGroupId }) => fraudFilterGroupId),
  tagIds: tags.map(({ tagId }) => tagId),
})
