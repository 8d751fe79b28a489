import { findPublisher } from '@/lib/access/find-user'
import {
  changeCustomThrottles,
  createCustomThrottles,
  withCustomThrottleRelations,
  type CustomThrottleChange,
} from '@/lib/catalog/custom-throttles'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { columnsOf } from '@/lib/api/resource/columns'
import { handleResource } from '@/lib/api/resource/handle'
import type { ListQuery } from '@/lib/api/resource/listing'
import {
  allCustomThrottlesResource,
  createCustomThrottle,
  customThrottleFields,
  customThrottlesResource,
} from './custom-throttles.contract'
import { refusePublisherUsers } from './network-only'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

type Where = Prisma.CustomThrottleWhereInput
type Order = Prisma.CustomThrottleOrderByWithRelationInput

const stored = {
  find: (caller: Caller, query: ListQuery<Where, Order>) =>
    storeOf(caller).customThrottle.findMany({ ...query, include: withCustomThrottleRelations }),
  count: (caller: Caller, where: Where) => storeOf(caller).customThrottle.count({ where }),
}
type Changing = { caller: Caller; unchangedSince: Date | null }
const changes = {
  update: ({ caller, unchangedSince }: Changing, id: string, columns: CustomThrottleChange) =>
    changeCustomThrottles(database(), caller, [id], columns, { unchangedSince }),
  bulkStatus: ({ caller }: Changing, ids: string[], columns: CustomThrottleChange) =>
    changeCustomThrottles(database(), caller, ids, columns),
  bulkArchive: ({ caller }: Changing, ids: string[]) =>
    changeCustomThrottles(database(), caller, ids, { archived: true }),
}

const customThrottles = handleResource(customThrottlesResource, {
  rows: {
    ...stored,
    within: async ({ caller, params: { publisherID } }, where) => {
      refusePublisherUsers(caller, 'custom throttles')
      const { id: publisherId } = await findPublisher(storeOf(caller), caller, publisherID, 'see')
      return { AND: [where, { publisherId }] }
    },
  },
  ...changes,
  archive: ({ caller, unchangedSince }, id) =>
    changeCustomThrottles(database(), caller, [id], { archived: true }, { unchangedSince }),
})

export const allCustomThrottles = handleResource(allCustomThrottlesResource, {
  rows: {
    ...stored,
    within: async ({ caller }, where) => {
      refusePublisherUsers(caller, 'custom throttles')
      return { AND: [where, { publisher: among(caller.reach.publishers.see) }] }
    },
  },
  ...changes,
})

const create = handle(createCustomThrottle, async (caller, { params: { publisherID }, body }) => {
  const publisher = await findPublisher(storeOf(caller), caller, publisherID, 'edit')
  const field = 'publisher_incremental_id'
  const place = (index: number) => (Array.isArray(body) ? String(index) : '')
  const inputs = await columnsOf(customThrottleFields, 'create', caller, [body].flat(), place)
  for (const [index, { publisherId }] of inputs.entries())
    if (publisherId !== publisher.id)
      throw invalid(
        Array.isArray(body) ? `${index}.${field}` : field,
        `must be the publisher in the path: ${publisher.incrementalId}`,
      )
  const ids = await createCustomThrottles(database(), caller, inputs)
  return Array.isArray(body) ? { created_item_ids: ids } : { created_item_id: ids[0] ?? '' }
})

export const customThrottleOperations = { create, ...customThrottles }
