import { realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { socketFolder, socketFolderOf } from '@/lib/database/socket-folder'

// The embedded stores belong to one process, so a running process makes its own backup. The command requests it over a socket in the data directory.

const request = z.object({ backup: z.string() })
const reply = z.union([
  z.object({ line: z.string() }),
  z.object({ done: z.literal(true) }),
  z.object({ error: z.string() }),
])
type Reply = z.infer<typeof reply>

const name = 'backup'
const folderOf = (dataDir: string): string => join(realpathSync(dataDir), 'control')

/** Handles backup requests, one at a time. Hold lockDataDir(dataDir). @returns a function that stops it */
export async function takeRequests(
  dataDir: string,
  backup: (target: string, say: (line: string) => void) => Promise<void>,
): Promise<() => Promise<void>> {
  const path = join(socketFolder(folderOf(dataDir), name), name)
  let busy: Promise<void> | undefined
  const serve = async (socket: Socket) => {
    const send = (message: Reply) => socket.write(`${JSON.stringify(message)}\n`)
    try {
      for await (const line of createInterface({ input: socket })) {
        const { backup: target } = request.parse(JSON.parse(line))
        if (busy) throw new Error("Another backup is running. Try again when it's done.")
        busy = backup(target, (said) => send({ line: said }))
        await busy.finally(() => (busy = undefined))
        send({ done: true })
        break
      }
    } catch (error) {
      send({ error: error instanceof Error ? error.message : String(error) })
    }
    socket.end()
  }
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    void serve(socket)
  })
  // A killed process may have left its socket.
  rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  server.unref()
  return async () => {
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
    await busy?.catch(() => {})
    await closed
  }
}

/** Asks the process that holds the data directory for a backup. @returns false if there's no such process */
export async function requestBackup(dataDir: string, target: string, say: (line: string) => void): Promise<boolean> {
  const socket = connect(join(socketFolderOf(folderOf(dataDir), name), name))
  const isUp = await new Promise<boolean>((resolve, reject) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(false)
      else
        reject(
          error.code === 'EACCES'
            ? new Error(`${dataDir} belongs to another user. Run this as the user that Tributary runs as.`)
            : error,
        )
    })
  })
  if (!isUp) return false
  socket.on('error', () => socket.destroy())
  socket.write(`${JSON.stringify({ backup: target })}\n`)
  for await (const line of createInterface({ input: socket })) {
    const message = reply.parse(JSON.parse(line))
    if ('done' in message) return true
    if ('error' in message) throw new Error(message.error)
    say(message.line)
  }
  throw new Error('Tributary stopped before the backup was done.')
}
