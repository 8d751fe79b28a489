import { findPublisher } from '@/lib/access/find-user'
import {
  changeCustomThrottles,
  createCustomThrottles,
  withCustomThrottleRelations,
} from '@/lib/catalog/custom-throttles'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { columnsOf } from '@/lib/api/resource/columns'
import { handleResource } from '@/lib/api/resource/handle'
import { createCustomThrottle, customThrottleFields, customThrottlesResource } from './custom-throttles.contract'
import { refusePublisherUsers } from './network-only'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const customThrottles = handleResource(customThrottlesResource, {
  rows: {
    within: async ({ caller, params: { publisherID } }, where) => {
      refusePublisherUsers(caller, 'custom throttles')
      const { id: publisherId } = await findPublisher(storeOf(caller), caller, publisherID, 'see')
      return { AND: [where, { publisherId }] }
    },
    find: (caller, query) =>
      storeOf(caller).customThrottle.findMany({ ...query, include: withCustomThrottleRelations }),
    count: (caller, where) => storeOf(caller).customThrottle.count({ where }),
  },
  update: ({ caller, unchangedSince }, id, columns) =>
    changeCustomThrottles(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeCustomThrottles(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeCustomThrottles(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeCustomThrottles(database(), caller, ids, { archived: true }),
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
