import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { query, type Connection } from './client'
import type { Topology } from './ddl'
import { damagedMonths, daysOf, differs, dropRebuild, monthOf, monthsOf, rebuildMonth, rolledUpDays, type Days } from './roll-ups'
import type { RollUp } from './schema'
import { literal } from './sql'
import { rollUps } from './tables'

export type Upkeep = {
  connection: Connection
  topology: Topology
  /** Works while nothing is inserted, and no batch is half stored. */
  hold: <T>(work: () => Promise<T>) => Promise<T>
  log: (line: string) => void
  /** Ends the work early. */
  signal: AbortSignal
}

/**
 * Looks for parts that the store set aside as broken, and compares each roll-up with its source. What doesn't match is rebuilt, unless clicks
 * themselves are missing: then the roll-up may know more than they do.
 */
export async function checkRollUps(upkeep: Upkeep): Promise<void> {
  const { connection, topology, log } = upkeep
  const broken = await brokenParts(connection, topology)
  for (const rollUp of rollUps) {
    const missing = broken.filter(({ table }) => table === rollUp.source)
    const isRight = await checkRollUp(upkeep, rollUp, missing.length === 0)
    if (isRight) await forgetBroken(connection, broken.filter(({ table }) => table === rollUp.name))
  }
  for (const { table, path } of broken) {
    if (!rollUps.some(({ name }) => name === table)) log(`A part of ${table} is damaged, so clicks are missing. Restore a backup, or remove ${path} and run "npm run events:rebuild" to continue without them.`)
  }
}

/** Makes every roll-up anew from its source. */
export async function rebuildRollUps({ connection, topology, hold, log, signal }: Upkeep): Promise<void> {
  for (const rollUp of rollUps) {
    await hold(async () => {
      const days = await daysOf(connection, rollUp)
      for (const month of new Set([...[...days.keys()].map(monthOf), ...(await monthsOf(connection, rollUp, topology))])) {
        await rebuildMonth(connection, rollUp, month, days, topology, signal)
        log(`${rollUp.name} for ${inWords(month)} was rebuilt from the clicks.`)
      }
    })
    await forgetBroken(connection, (await brokenParts(connection, topology)).filter(({ table }) => table === rollUp.name))
  }
}

/** @returns whether the roll-up is right now */
async function checkRollUp({ connection, topology, hold, log, signal }: Upkeep, rollUp: RollUp, mayRebuild: boolean): Promise<boolean> {
  const { name } = rollUp
  const rebuild = async (months: ReadonlySet<number>) => {
    const days = await daysOf(connection, rollUp)
    for (const month of months) {
      await rebuildMonth(connection, rollUp, month, days, topology, signal)
      log(`${name} for ${inWords(month)} was rebuilt from the clicks.`)
    }
  }
  const wrongDays = async (suspects: Iterable<string>, days: Days) => {
    const wrong: string[] = []
    for (const day of suspects) {
      const started = performance.now()
      if (await differs(connection, rollUp, day, days.get(day) ?? [])) wrong.push(day)
      // A quarter of a core: without rests, a check of 10 million clicks took half the tracker's speed for half a minute after each start.
      await sleep(3 * (performance.now() - started), undefined, { signal })
    }
    return wrong
  }

  await dropRebuild(connection, rollUp, topology)
  const damaged = new Set(await damagedMonths(connection, rollUp, topology))
  for (const month of damaged) log(`${name} for ${inWords(month)} is damaged on disk.`)
  if (damaged.size > 0) {
    if (!mayRebuild) return false
    await hold(() => rebuild(damaged))
  }
  const days = await daysOf(connection, rollUp)
  const suspects = await wrongDays(new Set([...days.keys(), ...(await rolledUpDays(connection, rollUp))]), days)
  if (suspects.length === 0) return true
  return hold(async () => {
    // Without those of which a batch came in between the two looks.
    const wrong = await wrongDays(suspects, await daysOf(connection, rollUp))
    if (wrong.length === 0) return true
    const [first] = wrong.toSorted()
    log(`${name} doesn't match the clicks for ${first}${wrong.length > 1 ? ` and ${wrong.length - 1} more ${wrong.length > 2 ? 'days' : 'day'}` : ''}.`)
    if (mayRebuild) await rebuild(new Set(wrong.map(monthOf)))
    return mayRebuild
  })
}

type BrokenPart = { table: string; name: string; path: string }

/** What the store set aside when it started. Replicas get theirs from each other. */
async function brokenParts(connection: Connection, { cluster }: Topology): Promise<BrokenPart[]> {
  if (cluster) return []
  return query(connection, {
    operation: 'broken-parts',
    sql: literal(`SELECT table, name, path FROM system.detached_parts WHERE database = currentDatabase() AND startsWith(reason, 'broken')`),
    row: z.object({ table: z.string(), name: z.string(), path: z.string() }),
  })
}

/** Removes broken parts of a roll-up that is right again without them. */
async function forgetBroken(connection: Connection, parts: readonly BrokenPart[]): Promise<void> {
  for (const { table, name } of parts) await connection.command(`ALTER TABLE ${table} DROP DETACHED PART '${name}' SETTINGS allow_drop_detached = 1`)
}

function inWords(month: number): string {
  return `${String(month).slice(0, 4)}-${String(month).slice(4)}`
}
