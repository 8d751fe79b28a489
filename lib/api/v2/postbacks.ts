import { newPostbackSecret, readPostbackSecret, replacePostbackSecret } from '@/lib/access/postback-secrets'
import { changePostbacks, createPostback, postbacksWhere, withPostbackRelations } from '@/lib/catalog/postbacks'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { numberOrId } from '@/lib/identifier'
import { handle } from '@/lib/api/operation'
import { handleResource } from '@/lib/api/resource/handle'
import * as contract from './postbacks.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const postbacks = handleResource(contract.postbacksResource, {
  rows: {
    within: async ({ caller }, where) => ({ AND: [where, await postbacksWhere(storeOf(caller), caller)] }),
    find: (caller, query) => storeOf(caller).postback.findMany({ ...query, include: withPostbackRelations }),
    count: (caller, where) => storeOf(caller).postback.count({ where }),
  },
  create: ({ caller }, columns) => createPostback(database(), caller, columns, newPostbackSecret),
  update: ({ caller, unchangedSince }, id, columns) =>
    changePostbacks(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changePostbacks(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changePostbacks(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changePostbacks(database(), caller, ids, { archived: true }),
})

/** The ID of a postback that the caller can see. */
async function idOf(caller: Caller, given: string): Promise<string> {
  const store = storeOf(caller)
  const key = numberOrId(given)
  const visible = await postbacksWhere(store, caller)
  const found = key && (await store.postback.findFirst({ where: { AND: [key, visible] }, select: { id: true } }))
  if (!found) throw new Refused('not_found', 'No postback with this ID.')
  return found.id
}

export const postbackOperations = [
  handle(contract.readPostbackSecret, async (caller, { params }) => {
    const secret = await readPostbackSecret(database(), caller, await idOf(caller, params.postbackID))
    return { data: { secret } }
  }),

  handle(contract.replacePostbackSecret, async (caller, { params }) => {
    const secret = await replacePostbackSecret(database(), caller, await idOf(caller, params.postbackID))
    return { data: { secret } }
  }),
]
