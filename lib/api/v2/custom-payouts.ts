import { changeCustomPayouts, createCustomPayouts, withCustomPayoutRelations } from '@/lib/catalog/custom-payouts'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { handleResource } from '@/lib/api/resource/handle'
import { customPayoutsResource } from './custom-payouts.contract'
import { refusePublisherUsers } from './network-only'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const customPayouts = handleResource(customPayoutsResource, {
  rows: {
    within: async ({ caller }, where) => {
      refusePublisherUsers(caller, 'custom payouts')
      return { AND: [where, { publisher: among(caller.reach.publishers.see) }] }
    },
    find: (caller, query) => storeOf(caller).customPayout.findMany({ ...query, include: withCustomPayoutRelations }),
    count: (caller, where) => storeOf(caller).customPayout.count({ where }),
  },
  create: async ({ caller }, columns) => (await createCustomPayouts(database(), caller, [columns]))[0] ?? '',
  update: ({ caller, unchangedSince }, id, columns) =>
    changeCustomPayouts(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeCustomPayouts(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkArchive: ({ caller }, ids) => changeCustomPayouts(database(), caller, ids, { archived: true }),
})
