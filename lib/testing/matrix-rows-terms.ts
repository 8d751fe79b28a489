import type { MatrixRow, Target } from './matrix-rows'
import { makeOffer } from './terms'

// Rows of the terms of publishers and offers: lib/testing/matrix-rows.ts.

/** An offer of the advertiser with the publisher's number, who is assigned to the caller in their own place. */
const offerOf = ({ database, world: { organizationId }, publisher, mark }: Target) =>
  makeOffer(database, organizationId, { advertiser: publisher.number, name: mark })

/** Creates a custom payout for the publisher, whose name is the mark. @returns its ID */
async function customPayoutOf(target: Target): Promise<string> {
  const { id: offerId, organizationId } = await offerOf(target)
  const data = { organizationId, offerId, publisherId: target.publisher.id }
  return (await target.database.prisma.customPayout.create({ data })).id
}

/** Creates a custom throttle for the publisher. @returns its ID */
async function customThrottleOf(target: Target): Promise<string> {
  const { id: offerId, organizationId } = await offerOf(target)
  const data = { organizationId, offerId, publisherId: target.publisher.id, throttlePercentage: 10 }
  return (await target.database.prisma.customThrottle.create({ data })).id
}

const customPayouts = '/api/v2/custom-payouts'
const throttlesOf = ({ publisher }: Target) => `/api/v2/publishers/${publisher.id}/custom-throttles`

export const termsRows: Readonly<Record<string, MatrixRow>> = {
  listCustomPayouts: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${customPayouts}?filter[id]=${await customPayoutOf(target)}` }],
  },
  createCustomPayout: {
    data: 'publisherTerms',
    ask: async (target) => {
      const { id: offer } = await offerOf(target)
      return [
        { url: customPayouts, body: { publisher_incremental_id: target.publisher.id, offer_incremental_id: offer } },
      ]
    },
  },
  bulkDeleteCustomPayouts: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${customPayouts}/bulk`, body: { data: [await customPayoutOf(target)] } }],
  },
  getCustomPayout: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${customPayouts}/${await customPayoutOf(target)}` }],
  },
  updateCustomPayout: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${customPayouts}/${await customPayoutOf(target)}`, body: { payout: 1 } }],
  },
  deleteCustomPayout: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${customPayouts}/${await customPayoutOf(target)}` }],
  },

  listCustomThrottles: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${throttlesOf(target)}?filter[id]=${await customThrottleOf(target)}` }],
  },
  createCustomThrottle: {
    data: 'publisherTerms',
    ask: async (target) => {
      const { id: offer } = await offerOf(target)
      const body = { publisher_incremental_id: target.publisher.id, offer_incremental_id: offer }
      return [{ url: throttlesOf(target), body: [{ ...body, throttle_percentage: 5 }] }]
    },
  },
  bulkUpdateCustomThrottlesStatus: {
    data: 'publisherTerms',
    ask: async (target) => [
      { url: `${throttlesOf(target)}/bulk`, body: { active: true, data: [await customThrottleOf(target)] } },
    ],
  },
  bulkDeleteCustomThrottles: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${throttlesOf(target)}/bulk`, body: { data: [await customThrottleOf(target)] } }],
  },
  getCustomThrottle: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${throttlesOf(target)}/${await customThrottleOf(target)}` }],
  },
  updateCustomThrottle: {
    data: 'publisherTerms',
    ask: async (target) => [
      { url: `${throttlesOf(target)}/${await customThrottleOf(target)}`, body: { active: true } },
    ],
  },
  deleteCustomThrottle: {
    data: 'publisherTerms',
    ask: async (target) => [{ url: `${throttlesOf(target)}/${await customThrottleOf(target)}` }],
  },
}
