import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A socket's path must fit into sockaddr_un: 108 bytes on Linux and 104 on macOS, including the terminator. */
const longest = 103

/** A system user, by number. */
export type SystemUser = { uid: number; gid: number }

/** The folder for sockets: the requested one, or one in the system's temporary folder, with a name derived from it, if the path would be too long. */
export function socketFolderOf(wished: string, fileName: string): string {
  if (Buffer.byteLength(join(wished, fileName)) <= longest) return wished
  return join(tmpdir(), `tributary-${createHash('sha256').update(wished).digest('hex').slice(0, 16)}`)
}

/**
 * Creates a folder for Unix sockets that only its owner can enter.
 * @param wished absolute path
 * @param fileName the longest name of a socket in it
 * @param owner its owner, if not this process's user
 */
export function socketFolder(wished: string, fileName: string, owner?: SystemUser): string {
  const folder = socketFolderOf(wished, fileName)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (owner) chownSync(folder, owner.uid, owner.gid)
  // Anyone can create files in the temporary folder, so an existing one may be a trap.
  const found = lstatSync(folder)
  const uid = owner?.uid ?? process.getuid?.()
  if (found.isDirectory() && found.uid !== uid && folder === wished)
    throw new Error(`${folder} belongs to user ${found.uid}. Run Tributary and its commands as that user.`)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(
      `${folder} must be a folder that only its owner can enter. Remove it, or choose a DATA_DIR with a shorter path.`,
    )
  }
  return folder
}
