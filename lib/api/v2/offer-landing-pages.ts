import { findOffer } from '@/lib/catalog/find-offer'
import { changeLandingPage, createLandingPage, withOffer } from '@/lib/catalog/landing-pages'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { handleResource } from '@/lib/api/resource/handle'
import { offerLandingPagesResource } from './offer-landing-pages.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const offerLandingPages = handleResource(offerLandingPagesResource, {
  rows: {
    within: async ({ caller, params }, where) => ({
      AND: [where, { offerId: (await findOffer(storeOf(caller), caller, params, 'see')).id }],
    }),
    find: (caller, query) => storeOf(caller).landingPage.findMany({ ...query, include: withOffer }),
    count: (caller, where) => storeOf(caller).landingPage.count({ where }),
  },
  create: async ({ caller, params }, columns) => (await createLandingPage(database(), caller, params, columns)).id,
  update: ({ caller, params, unchangedSince }, id, columns) =>
    changeLandingPage(database(), caller, params, id, columns, { unchangedSince }),
  archive: ({ caller, params, unchangedSince }, id) =>
    changeLandingPage(database(), caller, params, id, { archived: true }, { unchangedSince }),
})
