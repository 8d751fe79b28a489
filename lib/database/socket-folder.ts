import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A socket's path must fit into sockaddr_un: 108 bytes with its end on Linux, 104 on macOS. */
const longest = 103

/** A system user, by number. */
export type SystemUser = { uid: number; gid: number }

/** Where a folder for sockets is: the one wished for, or, where its path would be too long for a socket, one in the system's temporary folder under a name derived from it. */
export function socketFolderOf(wished: string, fileName: string): string {
  if (Buffer.byteLength(join(wished, fileName)) <= longest) return wished
  return join(tmpdir(), `tributary-${createHash('sha256').update(wished).digest('hex').slice(0, 16)}`)
}

/**
 * Makes a folder for Unix sockets that only its owner can enter.
 * @param wished absolute path
 * @param fileName the longest name of a socket in it
 * @param owner who shall own it, where that is not the user of this process
 */
export function socketFolder(wished: string, fileName: string, owner?: SystemUser): string {
  const folder = socketFolderOf(wished, fileName)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (owner) chownSync(folder, owner.uid, owner.gid)
  // Anyone can create files in the temporary folder, so what's there may be a trap.
  const found = lstatSync(folder)
  const uid = owner?.uid ?? process.getuid?.()
  if (found.isDirectory() && found.uid !== uid && folder === wished) throw new Error(`${folder} belongs to user ${found.uid}. Run Tributary and its commands as that user.`)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} must be a folder that only its owner can enter. Remove it, or choose a DATA_DIR with a shorter path.`)
  }
  return folder
}
