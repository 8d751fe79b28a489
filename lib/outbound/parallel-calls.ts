import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@/lib/database/client'
import { lastLineOf, messageOf } from '@/lib/message-of'
import { sparingly } from '@/lib/sparingly'
import { parseUrl } from '@/lib/url'
import type { Outbound } from './client'
import { HostQueues } from './host-queues'
import {
  giveUpOldest,
  LEASE,
  recordDelivered,
  recordFailures,
  recordLosses,
  releaseCalls,
  saveCalls,
  takeDue,
  type Call,
  type Failure,
} from './parallel-store'

// Parallel tracking: offers' URLs that are called for each of their clicks. docs/decisions/0023-outbound.md

export type ParallelCalls = {
  /** Has a URL called soon. Returns at once. */
  add(call: Omit<Call, 'host'>): void
  /** Makes calls that are due again, by whichever process they were taken. For a job. */
  retry(signal: AbortSignal): Promise<void>
  /** Saves what isn't saved, and leaves the rest to other processes and the next start. */
  stop(): Promise<void>
}

type Pace = {
  /** How often calls and results are saved, in ms. */
  save: number
  /** How often more calls are taken while there are some, in ms. */
  take: number
  /** How long a stopping process waits for answers, in ms. */
  patience: number
}
const usual: Pace = { save: 100, take: 200, patience: 2000 }

/** Calls in memory that aren't saved yet, such as while PostgreSQL is away. More are lost, which is logged and counted. */
const MOST_UNSAVED = 10_000
/** Calls saved at once. */
const BATCH = 2000
/** Per host, the calls that wait take at most 100 s, well within the lease. Others wait in the database. */
const LIMITS = { each: 50, waiting: 500, all: 500 } as const
/** A job that takes longer ends, and the next one continues. */
const LONGEST_JOB = 300_000

/** Starts making calls. Each one is saved before it's made, so that it survives the process, and removed when it succeeded. */
export function startParallelCalls({
  database,
  outbound,
  log = console.error,
  pace = usual,
}: {
  database: Database
  outbound: Outbound
  log?: (line: string) => void
  /** Tests only. */
  pace?: Pace
}): ParallelCalls {
  const logAway = sparingly(log)
  const logLost = sparingly(log)
  let unsaved: Call[] = []
  const lost = new Map<string, { organizationId: string; offerId: string; calls: number }>()
  let delivered: string[] = []
  let failures: Failure[] = []
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> | undefined
  const stopping = new AbortController()

  const queues = new HostQueues<Call & { until: number }>(make, LIMITS)
  const taken = (call: Call) => ({ ...call, until: Date.now() + LEASE * 1000 })

  async function make({ id, url, until }: Call & { until: number }): Promise<void> {
    // By now, another process may have it.
    if (Date.now() > until) return
    try {
      const { status } = await outbound.get(url)
      if (status < 400) delivered.push(id)
      else failures.push({ id, error: `The answer’s status was ${status}.` })
    } catch (error) {
      failures.push({ id, error: messageOf(error) })
    }
    schedule()
  }

  function schedule(pause = pace.save): void {
    if (!stopping.signal.aborted && !saving) timer ??= setTimeout(run, pause)
  }
  function run(): void {
    timer = undefined
    saving = saveAndGoOn()
  }
  async function saveAndGoOn(): Promise<void> {
    const isSaved = await save()
    saving = undefined
    if (unsaved.length > 0 || delivered.length > 0 || failures.length > 0 || lost.size > 0)
      schedule(isSaved ? pace.save : pace.save * 10)
  }

  /** Saves new calls and has them made, and saves results. What can't be saved stays in memory. */
  async function save(): Promise<boolean> {
    try {
      while (unsaved.length > 0) {
        const batch = unsaved.slice(0, BATCH)
        await saveCalls(database, batch)
        unsaved = unsaved.slice(batch.length)
        // Those that don't fit are due again when the lease ends.
        if (!stopping.signal.aborted) for (const call of batch) queues.add(taken(call))
        else
          await releaseCalls(
            database,
            batch.map(({ id }) => id),
          )
      }
      const [losses, ids, failed] = [[...lost.values()], delivered, failures]
      if (losses.length > 0) {
        lost.clear()
        await recordLosses(database, losses).catch((error: unknown) => {
          for (const { calls, ...offer } of losses) lose(offer, calls)
          throw error
        })
      }
      if (ids.length > 0) {
        delivered = []
        await recordDelivered(database, ids).catch((error: unknown) => {
          delivered.push(...ids)
          throw error
        })
      }
      if (failed.length > 0) {
        failures = []
        await recordFailures(database, failed).catch((error: unknown) => {
          failures.push(...failed)
          throw error
        })
      }
      return true
    } catch (error) {
      logAway(`Parallel tracking calls couldn't be saved, so they wait: ${lastLineOf(error)}`)
      return false
    }
  }

  function lose({ organizationId, offerId }: Pick<Call, 'organizationId' | 'offerId'>, calls: number): void {
    const known = lost.get(offerId)
    if (known) known.calls += calls
    else lost.set(offerId, { organizationId, offerId, calls })
  }

  return {
    add(call) {
      const host = parseUrl(call.url)?.host
      if (host === undefined) return
      if (stopping.signal.aborted || unsaved.length >= MOST_UNSAVED) {
        lose(call, 1)
        logLost(`A parallel tracking call was lost, because ${MOST_UNSAVED} others couldn't be saved: ${host}`)
      } else unsaved.push({ ...call, host })
      schedule()
    },

    async retry(asked) {
      const signal = AbortSignal.any([asked, stopping.signal])
      await giveUpOldest(database)
      const end = Date.now() + LONGEST_JOB
      while (!signal.aborted && Date.now() < end) {
        const due = await takeDue(database, queues.busy, LIMITS.waiting)
        for (const call of due) queues.add(taken(call))
        if (due.length === 0 && queues.size === 0) return
        await sleep(pace.take, undefined, { signal }).catch(() => {})
      }
    },

    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await saving
      const waiting = queues.clear().map(({ id }) => id)
      await Promise.race([queues.idle(), sleep(pace.patience, undefined, { ref: false })])
      await save()
      if (waiting.length > 0)
        await releaseCalls(database, waiting).catch((error: unknown) =>
          log(
            `${waiting.length} parallel tracking calls are made again in ${LEASE / 60} minutes: ${lastLineOf(error)}`,
          ),
        )
      if (unsaved.length > 0) log(`${unsaved.length} parallel tracking calls couldn't be saved and are lost.`)
      outbound.close()
    },
  }
}
