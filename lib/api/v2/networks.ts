import { createNetworks } from '@/lib/catalog/create'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { change } from '@/lib/identity/change'
import type { Caller } from '@/lib/identity/caller'
import { handleResource } from '@/lib/api/resource/handle'
import { networksResource } from './networks.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)
const entity = 'network'

const createAll = (caller: Caller, inputs: Parameters<typeof createNetworks>[1]) =>
  change(database(), caller, async ({ database: store, record }) => {
    const made = await createNetworks(store, inputs)
    await record(made.map((after) => ({ action: 'create', entity, entityId: after.id, after })))
    return made.map(({ id }) => id)
  })

const changeAll = (caller: Caller, ids: string[], data: Prisma.NetworkUncheckedUpdateManyInput) =>
  change(database(), caller, async ({ database: store, record }) => {
    const where = { id: { in: ids } }
    const before = new Map((await store.network.findMany({ where })).map((network) => [network.id, network]))
    const after = await store.network.updateManyAndReturn({ where, data })
    await record(
      after.map((network) => ({
        action: 'update',
        entity,
        entityId: network.id,
        before: before.get(network.id) ?? {},
        after: network,
      })),
    )
  })

export const networks = handleResource(networksResource, {
  rows: {
    within: async (_asked, where: Prisma.NetworkWhereInput) => where,
    find: (caller, query) => storeOf(caller).network.findMany(query),
    count: (caller, where) => storeOf(caller).network.count({ where }),
  },
  create: async ({ caller }, columns) => (await createAll(caller, [columns]))[0] ?? '',
  bulkCreate: ({ caller }, items) => createAll(caller, items),
  update: ({ caller }, id, columns) => changeAll(caller, [id], columns),
  archive: ({ caller }, id) => changeAll(caller, [id], { archived: true }),
  bulkStatus: ({ caller }, ids, active) => changeAll(caller, ids, { active }),
  bulkArchive: ({ caller }, ids) => changeAll(caller, ids, { archived: true }),
})
