import { requireStaff } from '@/lib/catalog/staff'
import { changeTags, createTag } from '@/lib/catalog/tags'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { tagsResource } from './tags.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const tags = handleResource(tagsResource, {
  rows: {
    within: async ({ caller }, where) => {
      requireStaff(caller)
      return where
    },
    find: (caller, query) => storeOf(caller).tag.findMany(query),
    count: (caller, where) => storeOf(caller).tag.count({ where }),
  },
  create: async ({ caller }, columns) => (await createTag(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeTags(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeTags(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeTags(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeTags(database(), caller, ids, { archived: true }),
})
