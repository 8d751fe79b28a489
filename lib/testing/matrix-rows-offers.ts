import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { offersImport } from '@/lib/api/v2/offers.contract'
import { eventLog } from '@/lib/events/log'
import { linkTest } from '@/lib/events/tables'
import { findTestedPages } from '@/lib/link-tests/pages'
import { rowsOf } from '@/lib/link-tests/record'
import type { MatrixRow, Target } from './matrix-rows'
import { importRows } from './resource-rows'

// Rows of offers and what belongs to them: lib/testing/matrix-rows.ts.

const numbered = () => ({ incrementalId: randomInt(1_000_000, 2_000_000_000), slug: randomUUID() })

/** Creates an offer whose name is the mark, and whose advertiser is assigned to the caller in their own place. */
async function offerOf({ database: { prisma }, world: { organizationId }, mark, place, person }: Target) {
  const managerId = place === 'own' ? person.userId : null
  const advertiser = await prisma.advertiser.create({ data: { ...numbered(), organizationId, name: mark, managerId } })
  const integration =
    (await prisma.integration.findFirst({ where: { organizationId } })) ??
    (await prisma.integration.create({ data: { organizationId, name: 'Main' } }))
  const offer = await prisma.offer.create({
    data: { ...numbered(), organizationId, integrationId: integration.id, advertiserId: advertiser.id, name: mark },
  })
  const all = `/api/v2/integrations/${integration.id}/offers`
  return { ...offer, all, url: `${all}/${offer.id}` }
}

/** Creates an offer of the advertiser with this number. @returns the offer's number */
export async function offerFor({ database: { prisma }, world: { organizationId } }: Target, number: number) {
  const { id: advertiserId } = await prisma.advertiser.findFirstOrThrow({
    where: { organizationId, incrementalId: number },
  })
  const integration =
    (await prisma.integration.findFirst({ where: { organizationId } })) ??
    (await prisma.integration.create({ data: { organizationId, name: 'Main' } }))
  const offer = await prisma.offer.create({
    // Small enough for filters.
    data: {
      ...numbered(),
      incrementalId: randomInt(1_000_000, 9_000_000),
      organizationId,
      integrationId: integration.id,
      advertiserId,
      name: 'Offer',
    },
  })
  return offer.incrementalId
}

const incrementalId = () => randomInt(1_000_000, 2_000_000_000)

/** Creates an offer event whose name is the mark. @returns its offer's events, and itself */
async function eventOf(target: Target) {
  const { id: offerId, url } = await offerOf(target)
  const { organizationId } = target.world
  const data = { incrementalId: incrementalId(), organizationId, offerId, name: target.mark }
  const { id } = await target.database.prisma.offerEvent.create({ data })
  return { all: `${url}/events`, url: `${url}/events/${id}` }
}

/** Creates a landing page whose name is the mark. @returns its offer's landing pages, and itself */
async function pageOf(target: Target) {
  const { id: offerId, url } = await offerOf(target)
  const { organizationId } = target.world
  const redirectUrl = 'https://shop.example'
  const data = { incrementalId: incrementalId(), organizationId, offerId, name: target.mark, redirectUrl }
  const { id } = await target.database.prisma.landingPage.create({ data })
  return { all: `${url}/landing-pages`, url: `${url}/landing-pages/${id}` }
}

/** Creates a private offer whose name is the mark, and which the place's publisher is approved for. */
async function approvedOfferOf(target: Target) {
  const { prisma } = target.database
  const { id: offerId } = await offerOf(target)
  const { organizationId } = target.world
  await prisma.offer.update({ where: { id: offerId }, data: { visibility: 'Private' } })
  const data = { organizationId, offerId, publisherId: target.publisher.id, status: 'Approved' } as const
  await prisma.offerApproval.create({ data })
  const all = `/api/v2/organizations/${organizationId}/offers`
  return { id: offerId, all: `${all}?filter[id]=${offerId}`, url: `${all}/${offerId}` }
}

/** Gives the organization or an offer of it a security token. */
export async function giveToken(
  { database, world: { organizationId } }: Target,
  offerId: string | null,
): Promise<void> {
  const id = offerId ?? organizationId
  const values = { token: Buffer.from('unreadable'), hash: randomBytes(32) }
  await database.prisma.postbackToken.upsert({
    where: { id },
    create: { ...values, id, organizationId, offerId },
    update: values,
  })
}

/** An offer that has its own security token. */
async function ownTokenOf(target: Target) {
  const { id } = await offerOf(target)
  await giveToken(target, id)
  return `/api/app/offers/${id}/postback-token`
}

/** Records a link test of a landing page whose name is the mark. @returns what it's filtered by, its ID, and the landing page */
async function linkTestOf(target: Target) {
  const { id: offerId, url } = await offerOf(target)
  const { organizationId } = target.world
  // Nothing answers there, so a test on demand ends at once.
  const redirectUrl = 'http://127.0.0.1:1/'
  const data = { incrementalId: incrementalId(), organizationId, offerId, name: target.mark, redirectUrl }
  const { id, incrementalId: number } = await target.database.prisma.landingPage.create({ data })
  const [page] = await findTestedPages(target.database.prisma, { id })
  if (!page) throw new Error('The landing page is missing')
  const time = new Date()
  const failed = { status: 'Failed', reason: 'dns', message: target.mark } as const
  const result = { ...failed, time, country: '', device: target.mark, url: redirectUrl, hops: [], duration: 0 }
  const [found] = rowsOf(page, randomUUID(), 'manual', [result])
  if (!found) throw new Error('There are no results')
  await eventLog().append(linkTest, [found])
  const day = time.toISOString().slice(0, 10)
  return {
    filter: `landing_page_incremental_id=${number}`,
    dates: `start_date=${day}&end_date=${day}`,
    id: found.id,
    url: `${url}/landing-pages/${id}`,
  }
}

const row = (ask: MatrixRow['ask']): MatrixRow => ({ data: 'offers', ask })

export const offerRows: Readonly<Record<string, MatrixRow>> = {
  listOffers: row(async (target) => {
    const { all, id } = await offerOf(target)
    return [{ url: `${all}?filter[id]=${id}` }]
  }),
  exportOffers: row(async (target) => {
    const { all, id } = await offerOf(target)
    return [{ url: `${all}/export?filter[id]=${id}` }]
  }),
  ...importRows(offersImport, 'Offer', {
    data: 'offers',
    path: async (target) => (await offerOf(target)).all,
    row: async (target) => {
      const { advertiserId } = await offerOf(target)
      return target.place === 'own' ? { name: 'made in the matrix', advertiser_id: advertiserId } : null
    },
  }),
  createOffer: row(async (target) => {
    const { all, advertiserId } = await offerOf(target)
    return [{ url: all, body: { name: 'made in the matrix', advertiser_id: advertiserId } }]
  }),
  getOffer: row(async (target) => [{ url: (await offerOf(target)).url }]),
  updateOffer: row(async (target) => [{ url: (await offerOf(target)).url, body: { description: 'hello' } }]),
  deleteOffer: row(async (target) => [{ url: (await offerOf(target)).url }]),
  bulkUpdateOffersStatus: row(async (target) => {
    const { all, id } = await offerOf(target)
    return [{ url: `${all}/bulk`, body: { active: false, data: [id] } }]
  }),
  bulkDeleteOffers: row(async (target) => {
    const { all, id } = await offerOf(target)
    return [{ url: `${all}/bulk`, body: { data: [id] } }]
  }),

  listOrganizationOffers: row(async (target) => [{ url: `/api/v2/offers?filter[id]=${(await offerOf(target)).id}` }]),
  exportOrganizationOffers: row(async (target) => [
    { url: `/api/v2/offers/export?filter[id]=${(await offerOf(target)).id}` },
  ]),
  getOrganizationOffer: row(async (target) => [{ url: `/api/v2/offers/${(await offerOf(target)).id}` }]),
  bulkUpdateOrganizationOffersStatus: row(async (target) => [
    { url: '/api/v2/offers/bulk', body: { active: false, data: [(await offerOf(target)).id] } },
  ]),
  bulkDeleteOrganizationOffers: row(async (target) => [
    { url: '/api/v2/offers/bulk', body: { data: [(await offerOf(target)).id] } },
  ]),

  listCategories: row(async (target) => {
    const { id } = await offerOf(target)
    await target.database.prisma.offer.update({ where: { id }, data: { categories: [target.mark] } })
    return [{ url: `/api/app/categories?q=${encodeURIComponent(target.mark)}` }]
  }),
  listRegions: { data: 'offers', ask: () => [{ url: '/api/app/regions?q=california', shows: null }] },

  listOfferEvents: row(async (target) => [{ url: (await eventOf(target)).all }]),
  exportOfferEvents: row(async (target) => [{ url: `${(await eventOf(target)).all}/export` }]),
  createOfferEvent: row(async (target) => [{ url: (await eventOf(target)).all, body: { name: 'made in the matrix' } }]),
  getOfferEvent: row(async (target) => [{ url: (await eventOf(target)).url }]),
  updateOfferEvent: row(async (target) => [{ url: (await eventOf(target)).url, body: { description: 'hello' } }]),
  deleteOfferEvent: row(async (target) => [{ url: (await eventOf(target)).url }]),

  listOfferLandingPages: row(async (target) => [{ url: (await pageOf(target)).all }]),
  exportOfferLandingPages: row(async (target) => [{ url: `${(await pageOf(target)).all}/export` }]),
  createOfferLandingPage: row(async (target) => [
    { url: (await pageOf(target)).all, body: { name: 'made in the matrix', redirect_url: 'https://shop.example' } },
  ]),
  getOfferLandingPage: row(async (target) => [{ url: (await pageOf(target)).url }]),
  updateOfferLandingPage: row(async (target) => [{ url: (await pageOf(target)).url, body: { weight: 3 } }]),
  getOfferPostbackToken: {
    data: 'organization',
    ask: async (target) => [{ url: await ownTokenOf(target), shows: 'created_at' }],
  },
  replaceOfferPostbackToken: {
    data: 'organization',
    ask: async (target) => [{ url: await ownTokenOf(target), body: {} }],
  },
  removeOfferPostbackToken: { data: 'organization', ask: async (target) => [{ url: await ownTokenOf(target) }] },
  listLinkTests: row(async (target) => [{ url: `/api/v2/link-tests?${(await linkTestOf(target)).filter}` }]),
  listLinkTestsGrouped: row(async (target) => {
    const { filter, dates } = await linkTestOf(target)
    return [{ url: `/api/v2/link-tests/grouped?${filter}&${dates}&fields=device` }]
  }),
  readLinkTestTotals: row(async (target) => [
    { url: `/api/v2/link-tests/totals?time_period=Today&${(await linkTestOf(target)).filter}`, shows: '"total":1' },
  ]),
  readLinkTestStatusChart: row(async (target) => {
    const { filter, dates } = await linkTestOf(target)
    return [{ url: `/api/v2/link-tests/charts/status?${filter}&${dates}`, shows: '"total":1' }]
  }),
  readLinkTestReasonChart: row(async (target) => {
    const { filter, dates } = await linkTestOf(target)
    return [{ url: `/api/v2/link-tests/charts/failed-reason?${filter}&${dates}`, shows: '"total":1' }]
  }),
  readLinkTest: row(async (target) => [{ url: `/api/v2/link-tests/${(await linkTestOf(target)).id}` }]),
  testLandingPage: row(async (target) => [{ url: `${(await linkTestOf(target)).url}/link-test` }]),
  readParallelTracking: row(async (target) => [{ url: `${(await offerOf(target)).url}/parallel-tracking` }]),
  listPublisherOffers: {
    data: 'publisherOffers',
    ask: async (target) => [{ url: (await approvedOfferOf(target)).all }],
  },
  exportPublisherOffers: {
    data: 'publisherOffers',
    ask: async (target) => [{ url: (await approvedOfferOf(target)).all.replace('?', '/export?') }],
  },
  getPublisherOffer: { data: 'publisherOffers', ask: async (target) => [{ url: (await approvedOfferOf(target)).url }] },

  listOfferCategories: {
    data: 'publisherOffers',
    // There's no way to ask for another publisher's.
    ask: async (target) => {
      if (target.place !== 'own') return []
      const { id } = await approvedOfferOf(target)
      await target.database.prisma.offer.update({ where: { id }, data: { categories: [target.mark] } })
      return [{ url: '/api/app/offer-categories' }]
    },
  },
  getLinkOptions: {
    data: 'publishers',
    ask: async (target) => {
      const { id } = await approvedOfferOf(target)
      return [{ url: `/api/app/link-options?offer=${id}&publisher=${target.publisher.id}` }]
    },
  },

  deleteOfferLandingPage: row(async (target) => [{ url: (await pageOf(target)).url }]),
}
