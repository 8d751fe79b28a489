import { z } from 'zod'
import { query, type Connection } from './client'
import type { Topology } from './ddl'
import { damagedMonths, daysOf, differs, dropRebuild, monthOf, rebuildMonth } from './roll-ups'
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
    if (!rollUps.some(({ name }) => name === table)) log(`A part of ${table} is damaged, so clicks are missing. Restore a backup, or remove ${path} and run "npm run events:rebuild" to go on without them.`)
  }
}

/** Makes every roll-up anew from its source. */
export async function rebuildRollUps({ connection, topology, hold, log, signal }: Upkeep): Promise<void> {
  for (const rollUp of rollUps) {
    await hold(async () => {
      const days = await daysOf(connection, rollUp)
      for (const month of new Set([...days.keys()].map(monthOf))) {
        await rebuildMonth(connection, rollUp, month, days, topology, signal)
        log(`${rollUp.name} of ${inWords(month)} is rebuilt.`)
      }
    })
    await forgetBroken(connection, (await brokenParts(connection, topology)).filter(({ table }) => table === rollUp.name))
  }
}

/** @returns whether the roll-up is right now */
async function checkRollUp({ connection, topology, hold, log, signal }: Upkeep, rollUp: RollUp, mayRebuild: boolean): Promise<boolean> {
  await dropRebuild(connection, rollUp, topology)
  const damaged = new Set(await damagedMonths(connection, rollUp, topology))
  for (const month of damaged) log(`${rollUp.name} of ${inWords(month)} is damaged on disk.`)
  const suspects: string[] = []
  for (const [day, months] of await daysOf(connection, rollUp)) {
    signal.throwIfAborted()
    if (!damaged.has(monthOf(day)) && (await differs(connection, rollUp, day, months))) suspects.push(day)
  }
  if (suspects.length === 0 && damaged.size === 0) return true
  return hold(async () => {
    const days = await daysOf(connection, rollUp)
    const wrong: string[] = []
    // Without those of which a batch came in between the two looks.
    for (const day of suspects) if (await differs(connection, rollUp, day, days.get(day) ?? [])) wrong.push(day)
    const months = new Set([...damaged, ...wrong.map(monthOf)])
    if (wrong.length > 0) log(`${rollUp.name} doesn't match the clicks of ${wrong.slice(0, 5).join(', ')}${wrong.length > 5 ? ` and ${wrong.length - 5} more days` : ''}.`)
    if (months.size > 0 && !mayRebuild) return false
    for (const month of months) {
      await rebuildMonth(connection, rollUp, month, days, topology, signal)
      log(`${rollUp.name} of ${inWords(month)} is rebuilt from the clicks.`)
    }
    return true
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
