import { randomInt } from 'node:crypto'
import { readdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { singleton } from '@/lib/singleton'
import { makeDataDir } from './data-dir'
import { socketFolder } from './socket-folder'

/** Releases the data directory. */
export type Release = () => Promise<void>

type Held = { holders: number; server: Promise<Server> }
const held = singleton('data-dir-locks', () => new Map<string, Held>())

/**
 * Makes this process the only one working in a data directory, since the embedded stores allow just one. A process can take the lock several times.
 * The lock can't go stale: it's a Unix socket that we listen on, and the kernel closes it with the process.
 * @throws Error naming the process that holds it
 */
export async function lockDataDir(dataDir: string): Promise<Release> {
  makeDataDir(dataDir)
  const path = realpathSync(dataDir)
  const entry = held.get(path) ?? { holders: 0, server: listenAlone(path) }
  held.set(path, entry)
  entry.holders++
  const release = async () => {
    entry.holders--
    if (entry.holders > 0) return
    held.delete(path)
    const server = await entry.server
    await new Promise((done) => void server.close(done))
  }
  try {
    await entry.server
  } catch (error) {
    entry.holders--
    if (entry.holders === 0) held.delete(path)
    throw error
  }
  let released = false
  return async () => {
    if (released) return
    released = true
    await release()
  }
}

/**
 * Listens on a data directory's lock, without sharing it within the process.
 *
 * Sockets are numbered. If no existing socket answers, a process listens on the next higher number. It has the lock if there's then no higher
 * number and no lower one answers. When two processes try at once, either the higher one sees the lower one answer or the lower one sees the
 * higher one, so they never both proceed (but both may back off and retry). Only the holder removes dead sockets. The common approach of removing
 * a dead socket and listening on the same path lets two processes remove each other's.
 * @param interlude for tests: runs between checking the sockets and listening
 */
export async function listenAlone(dataDir: string, interlude?: () => Promise<void>): Promise<Server> {
  const folder = socketFolder(join(dataDir, 'lock'), '000000')
  for (let attempt = 0; ; attempt++) {
    const before = numbers(folder)
    const holder = await anyAnswer(folder, before)
    if (holder !== null && attempt >= 20) {
      throw new Error(
        `The data directory ${dataDir} is in use by ${holder ? `process ${holder}` : 'another Tributary process'}. Stop it first, or set a different DATA_DIR.`,
      )
    }
    if (holder === null) {
      const mine = Math.max(0, ...before) + 1
      await interlude?.()
      const server = await tryListen(join(folder, String(mine)))
      if (server) {
        const others = numbers(folder).filter((number) => number !== mine)
        const clear = others.every((number) => number < mine) && (await anyAnswer(folder, others)) === null
        if (clear) {
          for (const number of others) rmSync(join(folder, String(number)), { force: true })
          return server
        }
        await new Promise((done) => void server.close(done))
      }
    }
    await sleep(randomInt(5, 30))
  }
}

function numbers(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** The holder's answer: its process ID, or '' if it sends nothing. Null if there's no answer. */
async function anyAnswer(folder: string, among: readonly number[]): Promise<string | null> {
  const answers = await Promise.all(among.map((number) => answer(join(folder, String(number)))))
  return answers.find((found) => found !== null) ?? null
}

function answer(path: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let said = ''
    let connected = false
    const socket = connect(path)
    socket.setTimeout(500, () => socket.destroy())
    socket.on('connect', () => (connected = true))
    socket.on('data', (chunk) => (said += chunk.toString()))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (connected || error.code === 'ECONNREFUSED' || error.code === 'ENOENT') return
      // Its queue is full or it's closing, so a process holds the lock.
      if (error.code === 'EAGAIN' || error.code === 'ECONNRESET') connected = true
      else reject(error)
    })
    socket.on('close', () => resolve(connected ? said : null))
  })
}

function tryListen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(String(process.pid))
    })
    server.unref()
    server.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(path, () => resolve(server))
  })
}
