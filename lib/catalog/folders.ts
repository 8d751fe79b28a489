import type { z } from 'zod'
import type { folderFields } from '@/lib/catalog/rules/folder'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { changeEachRecord, createRecord, rowsOf } from './change-records'
import { insertFolders } from './create-groups'
import { sameFor } from './many'
import { requireStaff } from './staff'

type Fields = { [Name in keyof typeof folderFields]: z.output<(typeof folderFields)[Name]> }

/** The folders that someone can see: publisher users see those that are open to publishers. */
export const foldersWhere = ({ publisher }: Pick<Caller, 'publisher'>): Prisma.FolderWhereInput => ({
  archived: false,
  ...(publisher ? { accessLevel: { not: '' } } : {}),
})

/** Creates a folder for links. */
export function createFolder(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  requireStaff(caller)
  return createRecord(database, caller, 'folder', (store, by) => insertFolders(store, [{ ...input, ...by }]))
}

/** Changes a folder. If it's archived, its links leave it. */
export function changeFolder(
  database: Database,
  caller: Caller,
  id: string,
  input: Partial<Fields> & { archived?: true },
): Promise<void> {
  requireStaff(caller)
  return change(database, caller, async (changing) => {
    if (input.archived) await changing.database.link.updateMany({ where: { folderId: id }, data: { folderId: null } })
    await changeEachRecord(changing, caller, 'folder', {
      changes: sameFor([id], input),
      ...rowsOf((store) => store.folder),
    })
  })
}
