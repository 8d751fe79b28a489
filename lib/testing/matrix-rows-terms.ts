import {
  applicationsResource,
  applyToOffer,
  approvalsResource,
  decideApplications,
} from '@/lib/api/v2/approvals.contract'
import { capsResource } from '@/lib/api/v2/caps.contract'
import { customPayoutsImport, customPayoutsResource } from '@/lib/api/v2/custom-payouts.contract'
import {
  allCustomThrottlesResource,
  createCustomThrottle,
  customThrottlesResource,
} from '@/lib/api/v2/custom-throttles.contract'
import type { MatrixRow, Target } from './matrix-rows'
import { importRows, resourceRows } from './resource-rows'
import { makeOffer } from './terms'

// Rows of the terms of publishers and offers: lib/testing/matrix-rows.ts.

type Offer = Awaited<ReturnType<typeof makeOffer>>
const offers = new WeakMap<Target, Promise<Offer>>()

/** The target's offer, whose advertiser has the publisher's number, and is assigned to the caller in their own place. */
function offerOf(target: Target): Promise<Offer> {
  const { database, world, publisher, mark } = target
  const found =
    offers.get(target) ?? makeOffer(database, world.organizationId, { advertiser: publisher.number, name: mark })
  offers.set(target, found)
  return found
}

const pathOfOffer = async (target: Target) => {
  const { integrationId, id } = await offerOf(target)
  return `/api/v2/integrations/${integrationId}/offers/${id}`
}
const termsOf = async (target: Target) => {
  const { id: offerId, organizationId } = await offerOf(target)
  return { organizationId, offerId, publisherId: target.publisher.id }
}
const bodyFor = async (target: Target) => ({
  publisher_incremental_id: target.publisher.id,
  offer_incremental_id: (await offerOf(target)).id,
})

const customPayouts = resourceRows(customPayoutsResource, {
  data: 'publisherTerms',
  path: () => '/api/v2/custom-payouts',
  item: async (target) => (await target.database.prisma.customPayout.create({ data: await termsOf(target) })).id,
  query: ({ publisher }) => `filter[publisher_incremental_id]=${publisher.number}`,
  body: bodyFor,
  change: { payout: 1 },
})

const throttlesOf = ({ publisher }: Target) => `/api/v2/publishers/${publisher.id}/custom-throttles`
const throttle = { throttlePercentage: 10 }
const throttled = {
  data: 'publisherTerms',
  item: async (target: Target) =>
    (await target.database.prisma.customThrottle.create({ data: { ...(await termsOf(target)), ...throttle } })).id,
  body: () => null,
  change: { active: true },
} as const
const customThrottles = resourceRows(customThrottlesResource, {
  ...throttled,
  path: throttlesOf,
  query: () => 'sort=id',
})
const allCustomThrottles = resourceRows(allCustomThrottlesResource, {
  ...throttled,
  path: () => '/api/v2/custom-throttles',
  query: ({ publisher }) => `filter[publisher_incremental_id]=${publisher.number}`,
})

const cap = { metric: 'Clicks', period: 'Day', limit: 100 } as const
const caps = resourceRows(capsResource, {
  data: 'offerTerms',
  path: async (target) => `${await pathOfOffer(target)}/caps`,
  item: async (target) => {
    const { organizationId, offerId } = await termsOf(target)
    return (await target.database.prisma.cap.create({ data: { organizationId, offerId, ...cap } })).id
  },
  query: () => 'sort=id',
  body: () => cap,
  change: { limit: 200 },
})

const approvalOf = async (target: Target) => {
  const data = { ...(await termsOf(target)), status: 'Pending' } as const
  return (await target.database.prisma.offerApproval.create({ data })).id
}
const approvals = resourceRows(approvalsResource, {
  data: 'offerTerms',
  path: async (target) => `${await pathOfOffer(target)}/approvals`,
  item: approvalOf,
  query: () => 'sort=id',
  body: ({ publisher }) => ({ publisher_incremental_id: publisher.id }),
  change: { status: 'Approved' },
})
const applications = resourceRows(applicationsResource, {
  data: 'applications',
  path: () => '/api/v2/offer-applications',
  item: approvalOf,
  query: ({ publisher }) => `filter[publisher_incremental_id]=${publisher.number}`,
  body: () => null,
  change: {},
})

export const termsRows: Readonly<Record<string, MatrixRow>> = {
  ...customPayouts,
  // Its file names nobody.
  exportCustomPayouts: {
    data: 'publisherTerms',
    ask: async (target) => {
      const { id } = await target.database.prisma.customPayout.create({ data: await termsOf(target) })
      const query = `filter[publisher_incremental_id]=${target.publisher.number}`
      return [{ url: `/api/v2/custom-payouts/export?${query}`, shows: id }]
    },
  },
  ...importRows(customPayoutsImport, 'CustomPayout', {
    data: 'publisherTerms',
    path: () => '/api/v2/custom-payouts',
    // What people can't see doesn't exist in a file, which is a mistake in a row.
    row: (target) => (target.place === 'own' ? bodyFor(target) : null),
  }),
  ...customThrottles,
  ...allCustomThrottles,
  [createCustomThrottle.id]: {
    data: 'publisherTerms',
    ask: async (target) => [
      { url: throttlesOf(target), body: [{ ...(await bodyFor(target)), throttle_percentage: 5 }] },
    ],
  },
  ...caps,
  ...approvals,
  // Unlike deciding about an application, this takes access to the publisher, who hasn't applied.
  createOfferApproval: { data: 'publisherTerms', ask: approvals.createOfferApproval?.ask ?? (() => []) },
  ...applications,
  [decideApplications.id]: {
    data: 'offerTerms',
    ask: async (target) => [
      { url: '/api/v2/offer-applications/bulk', body: { status: 'Approved', data: [await approvalOf(target)] } },
    ],
  },
  [applyToOffer.id]: {
    data: 'applying',
    ask: async (target) => {
      const url = `${await pathOfOffer(target)}/applications`
      const { id } = await offerOf(target)
      await target.database.prisma.offer.update({ where: { id }, data: { visibility: 'Requires_Approval' } })
      return [{ url, body: { application_note: 'hello' } }]
    },
  },
}
