import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@/lib/database/client'
import { CallKind } from '@/lib/database/generated/enums'
import { lastLineOf } from '@/lib/message-of'
import { sparingly } from '@/lib/sparingly'
import { parseUrl } from '@/lib/url'
import { newUuid } from '@/lib/uuid'
import type { Outbound } from './client'
import { OutboundError } from './failure'
import { HostQueues } from './host-queues'
import {
  forgetOld,
  giveUpOldest,
  insertCalls,
  isAnyDue,
  LEASE,
  parkCalls,
  recordDelivered,
  recordFailures,
  recordLosses,
  releaseCalls,
  takeDue,
  type Call,
  type Clock,
  type Failure,
  type Loss,
  type NewCall,
  type Target,
} from './call-store'

// Calls to URLs that users supplied: parallel tracking, impressions, and postbacks. docs/decisions/0028-outgoing-calls.md

/** What causes a call, and what it's to be. */
export type AddedCall = Omit<NewCall, 'id' | 'host' | 'isTaken'>

export type OutgoingCalls = {
  /** Has a call made soon. Returns at once. */
  add(call: AddedCall): void
  /** Takes calls that are due, by whichever process they were stored. It does so by itself every second. */
  take(): Promise<void>
  /** Gives up and deletes what waits too long. For a job. */
  tidyUp(): Promise<void>
  /** Stores what isn't stored, and leaves the rest to other processes and the next start. */
  stop(): Promise<void>
}

/** One attempt to make a postback's call. */
export type Attempt = {
  call: Call
  time: Date
  /** In ms. */
  duration: number
  /** 0 if there was no answer. */
  status: number
  response: string
  /** Why it failed, or ''. */
  error: string
}

/** Why a call can't be made, in words for people. It counts as a failed attempt. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused'
}

/** What postbacks need besides being called. */
export type PostbackHandling = {
  /** The headers that sign a call. @throws CallRefused if it can't be signed. After any other error, it's tried again. */
  sign(call: Call, time: Date): Promise<Readonly<Record<string, string>>>
  /** Logs attempts. Resolves once they're durable. */
  log(attempts: readonly Attempt[]): Promise<void>
}

type Pace = {
  /** How often calls and results are stored, in ms. */
  save: number
  /** How often calls that are due are taken: while there are some, and otherwise, in ms. */
  take: number
  look: number
  /** How long a stopping process waits for answers, in ms. */
  patience: number
}
const usual: Pace = { save: 100, take: 200, look: 1000, patience: 2000 }

/** Calls in memory that aren't stored yet, such as while PostgreSQL is away. More are lost, which is logged and counted. */
const MOST_UNSAVED = 10_000
/** Attempts in memory that aren't logged yet. */
const MOST_UNLOGGED = 10_000
/** Calls stored at once. */
const BATCH = 2000
/** Per host, the calls that wait take at most 100 s, well within the lease. Others wait in the database. */
const LIMITS = { each: 50, waiting: 500, all: 500 } as const

type Leased = Call & { until: number }

/**
 * Starts making calls. Each one is stored before it's made, so that it survives the process, and removed when it succeeded.
 * @param postbacks without it, this process leaves postbacks to others
 */
export function startCalls({
  database,
  outbound,
  postbacks,
  log = console.error,
  clock,
  pace = usual,
}: {
  database: Database
  outbound: Outbound
  postbacks?: PostbackHandling
  log?: (line: string) => void
  /** Tests only. */
  clock?: Clock
  pace?: Pace
}): OutgoingCalls {
  const kinds = Object.values(CallKind).filter((kind) => postbacks || kind !== 'postback')
  const logAway = sparingly(log)
  const logLost = sparingly(log)
  let unsaved: NewCall[] = []
  const lost = new Map<string, Loss>()
  let delivered: string[] = []
  let failures: Failure[] = []
  let attempts: Attempt[] = []
  let released: string[] = []
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> | undefined
  const stopping = new AbortController()
  const { signal } = stopping

  const queues = new HostQueues<Leased>(make, LIMITS)
  const leased = (call: Call): Leased => ({ ...call, until: Date.now() + LEASE * 1000 })

  async function make({ until, ...call }: Leased): Promise<void> {
    // By now, another process may have it.
    if (Date.now() > until) return
    const { id, kind } = call
    const time = clock?.() ?? new Date()
    const start = performance.now()
    const became = await attempt(call, time)
    if (became === undefined) released.push(id)
    else {
      if (became.error === '') delivered.push(id)
      else failures.push({ id, error: became.error })
      if (kind === 'postback') attempts.push({ call, time, duration: Math.round(performance.now() - start), ...became })
    }
    schedule()
  }

  /** What became of a call, or undefined if it couldn't be tried. */
  async function attempt(call: Call, time: Date): Promise<Pick<Attempt, 'status' | 'response' | 'error'> | undefined> {
    const { id, kind, method, url, headers, body } = call
    try {
      const signed = kind === 'postback' ? await postbacks?.sign(call, time) : undefined
      const all = { ...headers, ...signed, 'Idempotency-Key': id }
      const { status, body: response } = await outbound.send({ method, url, body, headers: all })
      return { status, response, error: status < 400 ? '' : `The target responded with status ${status}.` }
    } catch (error) {
      if (error instanceof OutboundError || error instanceof CallRefused)
        return { status: 0, response: '', error: error.message }
      logAway(`An outgoing call couldn't be tried, so it waits: ${lastLineOf(error)}`)
      return undefined
    }
  }

  function schedule(pause = pace.save): void {
    if (!signal.aborted && !saving) timer ??= setTimeout(run, pause)
  }
  function run(): void {
    timer = undefined
    saving = saveAndGoOn()
  }
  async function saveAndGoOn(): Promise<void> {
    const isSaved = await save()
    saving = undefined
    const waiting = [unsaved, delivered, failures, attempts, released].some(({ length }) => length > 0) || lost.size > 0
    if (waiting) schedule(isSaved ? pace.save : pace.save * 10)
  }

  /** Stores new calls and has them made, and stores results. What can't be stored stays in memory. */
  async function save(): Promise<boolean> {
    // Attempts are logged before their results count: one that's made again because of a crash is in the log twice, and none is missing.
    const isLogged = await logAttempts()
    try {
      while (unsaved.length > 0) {
        // By now, the process may be stopping.
        const batch = unsaved.slice(0, BATCH).map((call) => ({ ...call, isTaken: call.isTaken && !signal.aborted }))
        await insertCalls(database.prisma, batch, { clock })
        unsaved = unsaved.slice(batch.length)
        // Those that don't fit are due again when the lease ends.
        for (const call of batch) if (call.isTaken) queues.add(leased({ ...call, attempts: 0 }))
      }
      const [losses, ids, failed] = [[...lost.values()], delivered, failures]
      if (losses.length > 0) {
        lost.clear()
        await recordLosses(database, losses).catch((error: unknown) => {
          for (const { calls, ...target } of losses) lose(target, calls)
          throw error
        })
      }
      if (ids.length > 0) {
        delivered = []
        await recordDelivered(database, ids, clock).catch((error: unknown) => {
          delivered.push(...ids)
          throw error
        })
      }
      if (failed.length > 0) {
        failures = []
        await recordFailures(database, failed, clock).catch((error: unknown) => {
          failures.push(...failed)
          throw error
        })
      }
      const free = released
      if (free.length > 0) {
        released = []
        await releaseCalls(database, free, clock).catch((error: unknown) => {
          released.push(...free)
          throw error
        })
      }
      return isLogged
    } catch (error) {
      logAway(`Outgoing calls couldn't be saved, so they wait: ${lastLineOf(error)}`)
      return false
    }
  }

  async function logAttempts(): Promise<boolean> {
    if (attempts.length === 0) return true
    const some = attempts
    attempts = []
    try {
      await postbacks?.log(some)
      return true
    } catch (error) {
      attempts = some.concat(attempts).slice(-MOST_UNLOGGED)
      logAway(`Attempts to send postbacks couldn't be logged, so they wait: ${lastLineOf(error)}`)
      return false
    }
  }

  function lose({ organizationId, kind, targetId }: Target, calls: number): void {
    const key = `${kind} ${targetId}`
    const known = lost.get(key)
    if (known) known.calls += calls
    else lost.set(key, { organizationId, kind, targetId, calls })
  }

  async function take(): Promise<number> {
    if (signal.aborted || !(await isAnyDue(database, clock))) return 0
    await parkCalls(database, clock)
    const due = await takeDue(database, { busy: queues.busy, each: LIMITS.waiting, kinds, clock })
    for (const call of due) queues.add(leased(call))
    return due.length
  }

  /** Takes what's due, until the process stops. */
  async function look(): Promise<void> {
    while (!signal.aborted) {
      const taken = await take().catch((error: unknown) => {
        logAway(`Outgoing calls that are due couldn't be read: ${lastLineOf(error)}`)
        return 0
      })
      await sleep(taken > 0 ? pace.take : pace.look, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const looking = look()

  return {
    add(call) {
      const host = parseUrl(call.url)?.host
      if (host === undefined) return
      if (signal.aborted || unsaved.length >= MOST_UNSAVED) {
        lose(call, 1)
        logLost(`An outgoing call was lost, because ${MOST_UNSAVED} others couldn't be saved: ${host}`)
      } else unsaved.push({ ...call, host, id: newUuid(), isTaken: call.delay === 0 && kinds.includes(call.kind) })
      schedule()
    },

    async take() {
      await take()
    },

    async tidyUp() {
      await giveUpOldest(database)
      await forgetOld(database, clock)
    },

    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await saving
      await looking
      const waiting = queues.clear().map(({ id }) => id)
      await Promise.race([queues.idle(), sleep(pace.patience, undefined, { ref: false })])
      await save()
      if (waiting.length > 0)
        await releaseCalls(database, waiting, clock).catch((error: unknown) =>
          log(`${waiting.length} outgoing calls are made again in ${LEASE / 60} minutes: ${lastLineOf(error)}`),
        )
      if (unsaved.length > 0) log(`${unsaved.length} outgoing calls couldn't be saved and are lost.`)
      outbound.close()
    },
  }
}
