import { findPublisher } from '@/lib/access/find-user'
import { addSubIds, changeEachSubId, changeSubIds, createSubIds } from '@/lib/catalog/sub-ids'
import { database } from '@/lib/database/client'
import type { Prisma, PublisherSubId } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { handleResource, type Asked } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import type { ListQuery } from '@/lib/api/resource/listing'
import { ownSubIdsResource, subIdsImport, subIdsResource } from './sub-ids.contract'

type Where = Prisma.PublisherSubIdWhereInput
type Query = ListQuery<Where, Prisma.PublisherSubIdOrderByWithRelationInput>

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const rows = {
  find: (caller: Caller, query: Query): Promise<PublisherSubId[]> => storeOf(caller).publisherSubId.findMany(query),
  count: (caller: Caller, where: Where): Promise<number> => storeOf(caller).publisherSubId.count({ where }),
}

const totalOf = async (caller: Caller, publisherId: string): Promise<number> =>
  (await storeOf(caller).subIdCount.findFirst({ where: { publisherId } }))?.current ?? 0

/** The ID of a publisher that the caller can see. */
const seen = async (caller: Caller, publisher: string): Promise<string> =>
  (await findPublisher(database().prisma, caller, publisher, 'see')).id

const within = async ({ caller, params }: Asked<typeof subIdsResource.params>, where: Where): Promise<Where> => ({
  AND: [where, { publisherId: await seen(caller, params.publisherID) }],
})

export const subIds = handleResource(subIdsResource, {
  rows: {
    ...rows,
    within,
    total: async ({ caller, params }) => totalOf(caller, await seen(caller, params.publisherID)),
  },
  create: async ({ caller, params }, columns) => {
    const [id] = await createSubIds(database(), caller, await seen(caller, params.publisherID), [columns])
    if (id === undefined) throw new Error('The sub ID wasn’t created')
    return id
  },
  bulkCreate: async ({ caller, params }, items) =>
    createSubIds(database(), caller, await seen(caller, params.publisherID), items, { isList: true }),
  update: async ({ caller, params, unchangedSince }, id, columns) =>
    changeSubIds(database(), caller, await seen(caller, params.publisherID), [id], columns, { unchangedSince }),
  archive: async ({ caller, params, unchangedSince }, id) =>
    changeSubIds(
      database(),
      caller,
      await seen(caller, params.publisherID),
      [id],
      { archived: true },
      { unchangedSince },
    ),
  bulkStatus: async ({ caller, params }, ids, columns) =>
    changeSubIds(database(), caller, await seen(caller, params.publisherID), ids, columns),
  bulkArchive: async ({ caller, params }, ids) =>
    changeSubIds(database(), caller, await seen(caller, params.publisherID), ids, { archived: true }),
})

export const ownSubIds = handleResource(ownSubIdsResource, {
  rows: {
    ...rows,
    within: async (asked, where) => ({ AND: [where, { publisherId: await ownPublisher(asked) }] }),
    total: async (asked) => totalOf(asked.caller, await ownPublisher(asked)),
  },
})

async function ownPublisher({ caller, params }: { caller: Caller; params: { organizationID: string } }) {
  const { organization, publisher } = caller
  if (![organization.id, organization.slug].includes(params.organizationID.toLowerCase()))
    throw new Refused('not_found', 'No organization with this ID.')
  if (!publisher)
    throw new Refused(
      'forbidden',
      'Only publisher users have sub IDs of their own. Others find them at /api/v2/publishers/{publisherID}/sub-ids.',
    )
  return seen(caller, String(publisher.id))
}

export const subIdsImportOperations = handleImport(subIdsImport, subIdsResource, {
  rows: { ...rows, within },
  save: ({ caller, params }) => ({
    create: async (changing, items) =>
      addSubIds(changing, caller, await seen(caller, params.publisherID), items, { isList: true }),
    update: async (changing, items) => changeEachSubId(changing, caller, await seen(caller, params.publisherID), items),
  }),
})
