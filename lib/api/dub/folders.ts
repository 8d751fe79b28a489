import { changeFolder, createFolder as create, foldersWhere } from '@/lib/catalog/folders'
import { requireStaff } from '@/lib/catalog/staff'
import { database } from '@/lib/database/client'
import type { Folder } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { containing } from '@/lib/text'
import { isUuid } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { createFolder, deleteFolder, listFolders, updateFolder, type FolderAnswer } from './folders.contract'

export const folderOperations = [
  handle(listFolders, async (caller, { query: { search, page, pageSize } }) => {
    const found = await storeOf(caller).folder.findMany({
      where: { ...foldersWhere(caller), ...(search && { name: containing(search) }) },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    })
    return found.map(answerOf)
  }),

  handle(createFolder, async (caller, { body: { accessLevel, ...body } }) => {
    const { id } = await create(database(), caller, { ...given(body), name: body.name, accessLevel: accessLevel ?? '' })
    return answerOf(await sought(caller, id))
  }),

  handle(updateFolder, async (caller, { params: { id }, body: { accessLevel, ...body } }) => {
    requireStaff(caller)
    await sought(caller, id)
    await changeFolder(database(), caller, id, {
      ...given(body),
      ...(accessLevel !== undefined && { accessLevel: accessLevel ?? '' }),
    })
    return answerOf(await sought(caller, id))
  }),

  handle(deleteFolder, async (caller, { params: { id } }) => {
    requireStaff(caller)
    await sought(caller, id)
    await changeFolder(database(), caller, id, { archived: true })
    return { id }
  }),
]

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const given = ({ name, description }: { name?: string | undefined; description?: string | undefined }) => ({
  ...(name !== undefined && { name }),
  ...(description !== undefined && { description }),
})

async function sought(caller: Caller, id: string): Promise<Folder> {
  const where = { id, ...foldersWhere(caller) }
  const found = isUuid(id) ? await storeOf(caller).folder.findFirst({ where }) : null
  if (!found) throw new Problem('not_found', 'No folder with this ID.')
  return found
}

const answerOf = ({ id, name, description, accessLevel, createdAt, updatedAt }: Folder): FolderAnswer => ({
  id,
  name,
  description: description || null,
  type: 'default',
  accessLevel: accessLevel === 'write' || accessLevel === 'read' ? accessLevel : null,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
