import type { z } from 'zod'
import { offerFaults, type offerFields } from '@/lib/catalog/rules/offer'
import type { landingPageFields } from '@/lib/catalog/rules/landing-page'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { createOffers } from './create'
import { audited, changesOf, refuseFaults, refuseSome, requireUnchanged, type Editing } from './editing'
import { findIntegration, requireOfferReach } from './find-offer'
import { setFraudFilterGroups } from './fraud-filter-links'
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

/**
 * Creates an offer of an advertiser that the caller can change.
 * @param integrationID the integration it belongs to
 */
export function createOffer(
  database: Database,
  caller: Caller,
  integrationID: string,
  input: Partial<Fields> & { name: string; advertiserId: string; copyLandingPagesOf?: string },
): Promise<{ id: string }> {
  const { tagIds, fraudFilterGroupIds, copyLandingPagesOf, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    const integration = await findIntegration(store, caller, integrationID)
    if (integration.archived)
      throw new Refused('conflict', 'This integration is archived. Restore it before you add offers to it.')
    await requireAdvertiser(store, caller, fields.advertiserId)
    await requireTargetingGroup(store, fields.targetingGroupId)
    await requireTrackingDomain(store, fields.primaryDomain)
    const { currency } = caller.organization
    const lastUpdatedById = caller.user.id
    const landingPages = copyLandingPagesOf === undefined ? [] : await pagesToCopy(store, caller, copyLandingPagesOf)
    const [made] = await createOffers(store, [
      {
        currency,
        ...fields,
        integrationId: integration.id,
        lastUpdatedById,
        landingPages: landingPages.map((page) => ({ ...page, lastUpdatedById })),
      },
    ])
    if (!made) throw new Error('The offer wasn’t created')
    await setTags(store, 'offerTag', [made.id], tagIds)
    await setFraudFilterGroups(store, 'offerFraudFilterGroup', [made.id], fraudFilterGroupIds)
    const { landingPages: pages, ...offer } = made
    await record([
      {
        action: 'create',
        entity: 'offer',
        entityId: made.id,
        after: { ...audited(offer), tagIds, fraudFilterGroupIds },
      },
      ...pages.map((page) => ({
        action: 'create' as const,
        entity: 'landingPage' as const,
        entityId: page.id,
        after: audited(page),
      })),
    ])
    return made
  })
}

/** Changes all of these offers or none. */
export function changeOffers(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: OfferChange,
  editing: Editing = {},
): Promise<void> {
  const { tagIds, fraudFilterGroupIds, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    const all = await rowsOf(store, ids)
    if (all.length < ids.length) throw new Refused('not_found', 'No offer with this ID.')
    requireOfferReach(caller, all)
    for (const row of all) requireUnchanged(row, editing)
    if (all.some(({ advertiserId }) => advertiserId !== (fields.advertiserId ?? advertiserId)))
      await requireAdvertiser(store, caller, fields.advertiserId)
    if (all.some(({ targetingGroupId }) => targetingGroupId !== fields.targetingGroupId))
      await requireTargetingGroup(store, fields.targetingGroupId)
    if (all.some(({ primaryDomain }) => primaryDomain !== fields.primaryDomain))
      await requireTrackingDomain(store, fields.primaryDomain)
    refuseWithoutParents(all, input)
    for (const row of all) refuseFaults(offerFaults, row, fields)
    await store.offer.updateMany({
      where: { id: { in: [...ids] } },
      data: { ...fields, lastUpdatedById: caller.user.id },
    })
    await raiseTermsVersion(store, all, fields)
    await setTags(store, 'offerTag', ids, tagIds)
    await setFraudFilterGroups(store, 'offerFraudFilterGroup', ids, fraudFilterGroupIds)
    await record(changesOf('offer', all.map(flat), (await rowsOf(store, ids)).map(flat)))
  })
}

const rowsOf = (store: OrganizationTransaction, ids: readonly string[]): Promise<OfferRow[]> =>
  store.offer.findMany({
    where: { id: { in: [...ids] } },
    include: withOfferRelations,
    orderBy: { incrementalId: 'asc' },
  })

/** New terms are a new version, so that it's known which terms a publisher accepted. */
async function raiseTermsVersion(
  store: OrganizationTransaction,
  before: readonly OfferRow[],
  { termsAndConditions }: OfferChange,
): Promise<void> {
  if (termsAndConditions === undefined) return
  const changed = before.filter((row) => row.termsAndConditions !== termsAndConditions).map(({ id }) => id)
  await store.offer.updateMany({ where: { id: { in: changed } }, data: { termsVersion: { increment: 1 } } })
}

/** The landing pages of an offer, as another one gets them. */
async function pagesToCopy(store: OrganizationTransaction, { reach }: Caller, offerId: string) {
  const offer = await store.offer.findFirst({
    where: { id: offerId, advertiser: among(reach.advertisers.see) },
    select: { landingPages: { where: { archived: false }, orderBy: { incrementalId: 'asc' }, select: copiedFields } },
  })
  if (!offer) throw new Refused('invalid', 'must be an offer that you can view', 'copyLandingPagesOf')
  return offer.landingPages
}

async function requireAdvertiser(
  store: OrganizationTransaction,
  { reach }: Caller,
  advertiserId: string | undefined,
): Promise<void> {
  if (advertiserId === undefined) return
  const advertiser = await store.advertiser.findFirst({
    where: { id: advertiserId },
    select: { incrementalId: true, archived: true },
  })
  if (advertiser?.archived !== false)
    throw new Refused('invalid', 'must be an advertiser that isn’t archived', 'advertiserId')
  if (!includes(reach.advertisers.edit, advertiser.incrementalId))
    throw new Refused(
      'forbidden',
      'You can view this advertiser, but only its account manager and admins can give it offers.',
      'advertiserId',
    )
}

async function requireTargetingGroup(
  store: OrganizationTransaction,
  targetingGroupId: string | null | undefined,
): Promise<void> {
  if (!targetingGroupId) return
  const group = await store.targetingGroup.findFirst({
    where: { id: targetingGroupId },
    select: { archived: true },
  })
  if (group?.archived !== false)
    throw new Refused('invalid', 'must be a targeting group that isn’t archived', 'targetingGroupId')
}

/** Links only work at hosts that trackers know. */
async function requireTrackingDomain(store: OrganizationTransaction, host: string | undefined): Promise<void> {
  if (!host) return
  const domain = await store.trackingDomain.findFirst({
    where: { host, archived: false, active: true },
    select: { id: true },
  })
  if (!domain) throw new Refused('invalid', 'must be the host of an active tracking domain, or empty', 'primaryDomain')
}

/** Offers that would be back in use need an advertiser, an integration, and groups that aren't archived. */
function refuseWithoutParents(all: readonly OfferRow[], input: OfferChange): void {
  const { archived, active, advertiserId, targetingGroupId, fraudFilterGroupIds } = input
  if (archived !== false && active !== true) return
  const returning = all.filter((row) => !(archived ?? row.archived))
  const numbersOf = (rows: readonly OfferRow[]) => rows.map(({ incrementalId }) => incrementalId)
  if (advertiserId === undefined)
    refuseSome(
      numbersOf(returning.filter(({ advertiser }) => advertiser.archived)),
      'An offer can’t be active while its advertiser is archived. Restore the advertiser first',
      all.length,
    )
  refuseSome(
    numbersOf(returning.filter(({ integration }) => integration.archived)),
    'An offer can’t be active while its integration is archived. Restore the integration first',
    all.length,
  )
  if (targetingGroupId === undefined)
    refuseSome(
      numbersOf(returning.filter(({ targetingGroup }) => targetingGroup?.archived)),
      'An offer can’t be active while its targeting group is archived. Restore the group first, or give the offer another one',
      all.length,
    )
  if (fraudFilterGroupIds === undefined)
    refuseSome(
      numbersOf(returning.filter((row) => row.fraudFilterGroups.some((one) => one.fraudFilterGroup.archived))),
      'An offer can’t be active while one of its fraud filter groups is archived. Restore the group first, or take it off the offer',
      all.length,
    )
}

/** The fields that the audit log compares. */
const flat = ({ integration: _i, advertiser: _a, targetingGroup: _t, fraudFilterGroups, tags, ...row }: OfferRow) => ({
  ...row,
  fraudFilterGroupIds: fraudFilterGroups.map(({ fraudFilterGroupId }) => fraudFilterGroupId),
  tagIds: tags.map(({ tagId }) => tagId),
})
