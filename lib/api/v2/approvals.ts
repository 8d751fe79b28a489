import { createApplication } from '@/lib/catalog/applications'
import { changeApprovals, createApproval, withApprovalRelations } from '@/lib/catalog/approvals'
import { findOffer } from '@/lib/catalog/find-offer'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { camelCased } from '@/lib/api/names'
import { handle } from '@/lib/api/operation'
import { handleResource } from '@/lib/api/resource/handle'
import type { ListQuery } from '@/lib/api/resource/listing'
import { applicationsResource, applyToOffer, approvalsResource, decideApplications } from './approvals.contract'

type Where = Prisma.OfferApprovalWhereInput

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const rows = {
  find: (caller: Caller, query: ListQuery<Where, Prisma.OfferApprovalOrderByWithRelationInput>) =>
    storeOf(caller).offerApproval.findMany({ ...query, include: withApprovalRelations }),
  count: (caller: Caller, where: Where) => storeOf(caller).offerApproval.count({ where }),
}

export const approvals = handleResource(approvalsResource, {
  rows: {
    ...rows,
    within: async ({ caller, params }, where) => ({
      AND: [where, { offerId: (await findOffer(storeOf(caller), caller, params, 'see')).id }],
    }),
  },
  create: async ({ caller, params }, columns) => (await createApproval(database(), caller, params, columns)).id,
  update: ({ caller, params, unchangedSince }, id, columns) =>
    changeApprovals(database(), caller, [id], columns, { of: params, unchangedSince }),
})

export const applications = handleResource(applicationsResource, {
  rows: {
    ...rows,
    within: async ({ caller: { publisher, reach } }, where) => ({
      AND: [
        where,
        publisher
          ? { publisher: among(reach.publishers.see) }
          : { offer: { advertiser: among(reach.advertisers.see) } },
      ],
    }),
  },
})

export const applicationOperations = [
  handle(decideApplications, async (caller, { body: { data, ...decision } }) => {
    await changeApprovals(database(), caller, [...new Set(data)], camelCased(decision))
    return {}
  }),
  handle(applyToOffer, async (caller, { params, body }) => ({
    created_item_id: await createApplication(database(), caller, params, camelCased(body)),
  })),
]
