import { once } from 'node:events'
import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setImmediate as tick } from 'node:timers/promises'
import { array, assert, asyncProperty, integer, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { startChild } from '@/lib/testing/child'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { listenAlone, lockDataDir } from './lock'

/** A socket file without a listener, as a killed process leaves it. */
async function deadSocket(folder: string, number: number): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const server = createServer().listen(join(folder, 'dying'))
  await once(server, 'listening')
  // Renamed first, since closing would remove it.
  renameSync(join(folder, 'dying'), join(folder, String(number)))
  await close(server)
}

async function close(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

test('a process can take the lock several times and frees it with the last release', async () => {
  const folder = join(temporaryFolder(), 'made', 'by', 'it')
  const first = await lockDataDir(folder)
  const second = await lockDataDir(folder)
  await first()
  await first()
  const child = startChild('lib/testing/lock-process.ts', folder, '1')
  expect(await child.line()).toBe('done')
  await second()
  const next = startChild('lib/testing/lock-process.ts', folder, '1')
  expect(await next.line()).toBe('taken')
  for (const each of [child, next]) {
    each.finish()
    expect(await each.ended).toBe(0)
  }
})

test('the error names the process that holds the lock', async () => {
  const folder = temporaryFolder()
  const release = await lockDataDir(folder)
  await expect(listenAlone(folder)).rejects.toThrow(`in use by process ${process.pid}`)
  await release()
})

test('only one contender holds the lock at a time, whatever dead sockets exist', async () => {
  await assert(
    asyncProperty(
      uniqueArray(integer({ min: 1, max: 6 })),
      array(integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 12 }),
      async (dead, pauses) => {
        const folder = temporaryFolder()
        for (const number of dead) await deadSocket(join(folder, 'lock'), number)
        let holders = 0
        let rounds = 0
        const contend = async (pause: number) => {
          for (let round = 0; round < 8;) {
            const server = await listenAlone(folder).catch((error: Error) => {
              if (!error.message.includes('in use by')) throw error
            })
            if (!server) continue
            expect(++holders).toBe(1)
            for (let ticks = 0; ticks < pause; ticks++) await tick()
            holders--
            rounds++
            round++
            await close(server)
          }
        }
        await Promise.all(pauses.map(contend))
        expect(rounds).toBe(pauses.length * 8)
        // Dead sockets were removed.
        expect(readdirSync(join(folder, 'lock'))).toEqual([])
      },
    ),
    { numRuns: 10 },
  )
})

test('a slow contender notices a faster one on a lower or higher number', async () => {
  const folder = temporaryFolder()
  const lock = join(folder, 'lock')
  await deadSocket(lock, 1)
  let holder: Server | undefined
  const below = listenAlone(folder, async () => {
    if (holder) return
    // Another process takes 2, removes 1 and quits. The next one starts over at 1. The slow one will listen on 2.
    const passing = await listenAlone(folder)
    await close(passing)
    holder = await listenAlone(folder)
    expect(readdirSync(lock)).toEqual(['1'])
  })
  await expect(below).rejects.toThrow('in use by')
  if (holder) await close(holder)

  holder = undefined
  const above = listenAlone(folder, async () => {
    if (holder) return
    // Another process takes 1 and dies. The next one takes 2 and removes 1. The slow one will listen on 1.
    await deadSocket(lock, 1)
    holder = await listenAlone(folder)
    expect(readdirSync(lock)).toEqual(['2'])
  })
  await expect(above).rejects.toThrow('in use by')
  if (holder) await close(holder)
})

test('killed processes leave nothing behind, and two processes never hold the lock at once', async () => {
  const folder = temporaryFolder()
  const [one, other, ...survivors] = ['1000000', '1000000', '60', '60'].map((rounds) =>
    startChild('lib/testing/lock-process.ts', folder, rounds),
  )
  // Killed while they compete for it.
  for (const victim of [one, other]) {
    expect(await victim?.line()).toBe('taken')
    victim?.kill()
  }
  for (const survivor of survivors) {
    expect(await survivor.line()).toBe('taken')
    expect(await survivor.line()).toBe('done')
  }
  for (const survivor of survivors) {
    survivor.finish()
    expect(await survivor.ended).toBe(0)
  }
  const release = await lockDataDir(folder)
  expect(readdirSync(join(folder, 'lock'))).toHaveLength(1)
  await release()
})
