import {
  addCustomPayouts,
  changeCustomPayouts,
  changeEachCustomPayout,
  createCustomPayouts,
  withCustomPayoutRelations,
  type CustomPayoutRow,
} from '@/lib/catalog/custom-payouts'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { Refused } from '@/lib/identity/refused'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import { customPayoutsImport, customPayoutsResource } from './custom-payouts.contract'
import { refusePublisherUsers } from './network-only'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const rows: Rows<
  typeof customPayoutsResource.params,
  CustomPayoutRow,
  Prisma.CustomPayoutWhereInput,
  Prisma.CustomPayoutOrderByWithRelationInput
> = {
  within: async ({ caller }, where) => {
    refusePublisherUsers(caller, 'custom payouts')
    return { AND: [where, { publisher: among(caller.reach.publishers.see) }] }
  },
  find: (caller, query) => storeOf(caller).customPayout.findMany({ ...query, include: withCustomPayoutRelations }),
  count: (caller, where) => storeOf(caller).customPayout.count({ where }),
}

export const customPayouts = handleResource(customPayoutsResource, {
  rows,
  create: async ({ caller }, columns) => (await createCustomPayouts(database(), caller, [columns]))[0] ?? '',
  update: ({ caller, unchangedSince }, id, columns) =>
    changeCustomPayouts(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeCustomPayouts(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeCustomPayouts(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeCustomPayouts(database(), caller, ids, { archived: true }),
})

export const customPayoutsImportOperations = handleImport(customPayoutsImport, customPayoutsResource, {
  rows,
  require: ({ reach }) => {
    if (reach.publishers.edit.length === 0)
      throw new Refused('forbidden', 'Only people who can edit publishers can import custom payouts.')
  },
  save: ({ caller }) => ({
    create: (changing, items) => addCustomPayouts(changing, caller, items),
    update: (changing, items) => changeEachCustomPayout(changing, caller, items),
  }),
})
