import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { query, type Connection } from './client'
import type { Topology } from './ddl'
import {
  damagedMonths,
  daysOf,
  differs,
  dropRebuild,
  monthOf,
  monthsOf,
  rebuildMonth,
  rolledUpDays,
  type Days,
} from './roll-ups'
import type { RollUp } from './schema'
import { literal } from './sql'
import { finishedTables, rollUps, rowsOf } from './tables'

export type Upkeep = {
  connection: Connection
  topology: Topology
  /** Runs work while nothing is being inserted and no batch is half stored. */
  hold: <T>(work: () => Promise<T>) => Promise<T>
  log: (line: string) => void
  /** Stops the work early. */
  signal: AbortSignal
}

/**
 * Looks for parts that the store set aside as broken and compares each roll-up with its source. Roll-ups that don't match are rebuilt, unless
 * events themselves are missing: then the roll-up may be more complete than they are.
 */
export async function checkRollUps(upkeep: Upkeep): Promise<void> {
  const { connection, topology, log } = upkeep
  const broken = await brokenParts(connection, topology)
  for (const rollUp of rollUps) {
    const missing = broken.filter(({ table }) => table === rollUp.source)
    const isRight = await checkRollUp(upkeep, rollUp, missing.length === 0)
    if (isRight)
      await forgetBroken(
        connection,
        broken.filter(({ table }) => table === rollUp.name),
      )
  }
  await recountDamaged(upkeep, broken)
  for (const { table, path } of broken) {
    if (!derived.includes(table))
      log(
        `A part of ${table} is damaged, so ${rowsOf(table)} are missing. Restore a backup, or remove ${path} and run "npm run events:rebuild" to continue without them.`,
      )
  }
}

/** Everything that's computed from events. */
const derived: readonly string[] = [...rollUps, ...finishedTables].map(({ name }) => name)

/** Rebuilds every roll-up from its source, and has finished days counted again. */
export async function rebuildRollUps(upkeep: Upkeep): Promise<void> {
  const { connection, topology, hold, log, signal } = upkeep
  await forgetFinishedDays(upkeep)
  for (const rollUp of rollUps) {
    await hold(async () => {
      const days = await daysOf(connection, rollUp)
      for (const month of new Set([
        ...[...days.keys()].map(monthOf),
        ...(await monthsOf(connection, rollUp, topology)),
      ])) {
        await rebuildMonth(connection, rollUp, month, days, topology, signal)
        log(`${rollUp.name} for ${inWords(month)} was rebuilt from the ${rowsOf(rollUp.source)}.`)
      }
    })
    await forgetBroken(
      connection,
      (await brokenParts(connection, topology)).filter(({ table }) => table === rollUp.name),
    )
  }
}

/** Has finished days counted again if some of their figures are damaged. Which days those were of is unknown. */
async function recountDamaged(upkeep: Upkeep, broken: readonly BrokenPart[]): Promise<void> {
  const { connection, topology, log } = upkeep
  const setAside = broken.filter(({ table }) => finishedTables.some(({ name }) => name === table))
  const damaged: string[] = []
  for (const { name } of finishedTables)
    if (setAside.some(({ table }) => table === name) || (await damagedMonths(connection, name, topology)).length > 0)
      damaged.push(name)
  if (damaged.length === 0) return
  log(`${damaged.join(' and ')} ${damaged.length > 1 ? 'are' : 'is'} damaged on disk. Finished days are counted again.`)
  await forgetFinishedDays(upkeep)
  await forgetBroken(connection, setAside)
}

/** Until they're counted again, questions about these days are answered from the clicks. */
async function forgetFinishedDays({ connection, topology: { cluster } }: Upkeep): Promise<void> {
  // What says that the figures are complete goes first.
  for (const { name } of finishedTables)
    await connection.command(`TRUNCATE TABLE ${cluster ? `${name}_local ON CLUSTER ${cluster}` : name}`)
}

/** @returns whether the roll-up is correct afterwards */
async function checkRollUp(
  { connection, topology, hold, log, signal }: Upkeep,
  rollUp: RollUp,
  mayRebuild: boolean,
): Promise<boolean> {
  const { name } = rollUp
  const rebuild = async (months: ReadonlySet<number>) => {
    const days = await daysOf(connection, rollUp)
    for (const month of months) {
      await rebuildMonth(connection, rollUp, month, days, topology, signal)
      log(`${name} for ${inWords(month)} was rebuilt from the ${rowsOf(rollUp.source)}.`)
    }
  }
  const wrongDays = async (suspects: Iterable<string>, days: Days) => {
    const wrong: string[] = []
    for (const day of suspects) {
      const started = performance.now()
      if (await differs(connection, rollUp, day, days.get(day) ?? [])) wrong.push(day)
      // Limits it to a quarter of a core. Without pauses, checking 10 million clicks halved the tracker's speed for half a minute after each start.
      await sleep(3 * (performance.now() - started), undefined, { signal })
    }
    return wrong
  }

  await dropRebuild(connection, rollUp, topology)
  const damaged = new Set(await damagedMonths(connection, name, topology))
  for (const month of damaged) log(`${name} for ${inWords(month)} is damaged on disk.`)
  if (damaged.size > 0) {
    if (!mayRebuild) return false
    await hold(() => rebuild(damaged))
  }
  const days = await daysOf(connection, rollUp)
  const suspects = await wrongDays(new Set([...days.keys(), ...(await rolledUpDays(connection, rollUp))]), days)
  if (suspects.length === 0) return true
  return hold(async () => {
    // Checks again, to exclude days where a batch arrived between the first check's two reads.
    const wrong = await wrongDays(suspects, await daysOf(connection, rollUp))
    if (wrong.length === 0) return true
    const [first] = wrong.toSorted()
    log(
      `${name} doesn't match the ${rowsOf(rollUp.source)} for ${first}${wrong.length > 1 ? ` and ${wrong.length - 1} more ${wrong.length > 2 ? 'days' : 'day'}` : ''}.`,
    )
    if (mayRebuild) await rebuild(new Set(wrong.map(monthOf)))
    return mayRebuild
  })
}

type BrokenPart = { table: string; name: string; path: string }

/** Parts the store set aside when it started. Replicated tables restore theirs from each other. */
async function brokenParts(connection: Connection, { cluster }: Topology): Promise<BrokenPart[]> {
  if (cluster) return []
  return query(connection, {
    work: 'broken-parts',
    sql: literal(
      `SELECT table, name, path FROM system.detached_parts WHERE database = currentDatabase() AND startsWith(reason, 'broken')`,
    ),
    row: z.object({ table: z.string(), name: z.string(), path: z.string() }),
  })
}

/** Removes a roll-up's broken parts once it's correct without them. */
async function forgetBroken(connection: Connection, parts: readonly BrokenPart[]): Promise<void> {
  for (const { table, name } of parts)
    await connection.command(`ALTER TABLE ${table} DROP DETACHED PART '${name}' SETTINGS allow_drop_detached = 1`)
}

function inWords(month: number): string {
  return `${String(month).slice(0, 4)}-${String(month).slice(4)}`
}
