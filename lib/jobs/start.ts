import { setTimeout as sleep } from 'node:timers/promises'
import PgBoss from 'pg-boss'
import { z } from 'zod'
import { explain } from '@/lib/database/explain'
import { listen } from '@/lib/database/listen'
import type { Connection } from '@/lib/database/postmaster'
import { JOB_CHANNEL } from '@/lib/database/wake'
import { sparingly } from '@/lib/sparingly'
import { openJobStore, type JobStore } from './store'

export type Job = {
  /** The name of its queue. */
  name: string
  /** When it runs, in addition to each start. Cron, UTC. */
  schedule: string
  /** What it does, for the log. */
  what: string
  /** Does the work. Stops early on the signal, and must be safe to run twice. */
  work: (signal: AbortSignal) => Promise<void>
}

export type JobsOptions = {
  connection: Connection
  log: (line: string) => void
  /** Tests only. */
  pace?: Partial<Pace>
}

type Pace = {
  /** How often each process looks for jobs, in seconds. Those that someone waits for are asked for by `wakeJob`. */
  look: number
  /** How often pg-boss checks the schedules, in seconds. */
  schedules: number
  /** How long a job belongs to its process, in seconds. The process keeps extending it. If the process dies, another one takes the job. */
  lease: number
  /** How long running jobs may take to stop, in seconds. */
  stop: number
}

const usual: Pace = { look: 30, schedules: 30, lease: 300, stop: 5 }

/** How long finished jobs stay in `pgboss.job`, in seconds. Long enough to always show the last daily one. */
const KEPT = 2 * 86_400

/**
 * Runs jobs on their schedules and at each start, each in one of the processes that share the database. Problems are logged and retried, but never
 * keep the process from starting: clicks come first.
 * @returns a function that stops the jobs
 */
export function startJobs(jobs: readonly Job[], { connection, log, pace }: JobsOptions): () => Promise<void> {
  const { look, schedules, lease, stop } = { ...usual, ...pace }
  const report = sparingly(log)
  const store = openJobStore(connection, report)
  const stopping = new AbortController()
  const { signal } = stopping
  const complain = (error: unknown) => {
    if (!signal.aborted) report(`Background jobs: ${inALine(error)}`)
  }

  async function setUp(): Promise<PgBoss> {
    const boss = new PgBoss({ db: store, cronWorkerIntervalSeconds: schedules, archiveCompletedAfterSeconds: KEPT })
    // Some of these aren't instances of Error.
    boss.on('error', ({ message }) => complain(message))
    // Stately: per job, at most one is waiting, one retrying, and one running across all processes.
    const rules = {
      policy: 'stately',
      expireInSeconds: lease,
      retryLimit: 2,
      retryDelay: 60,
      retryBackoff: true,
    } as const
    try {
      // Two processes creating the same queue would deadlock.
      await store.alone(async () => {
        await boss.start()
        // Of jobs that an earlier version had.
        for (const { name } of await boss.getSchedules())
          if (!jobs.some((job) => job.name === name)) await boss.unschedule(name)
        for (const { name, schedule } of jobs) {
          await boss.createQueue(name, { name, ...rules })
          await boss.updateQueue(name, { name, ...rules })
          await boss.schedule(name, schedule)
          await boss.send(name, { from: 'start' })
        }
      })
      return boss
    } catch (error) {
      await boss.stop({ graceful: false })
      throw explained(error)
    }
  }

  let boss: PgBoss | undefined
  let deafen: (() => Promise<void>) | undefined
  let woken = new AbortController()
  const running = new Map<string, Promise<void>>()
  /** Runs a job that someone waits for: at once, or again if it's running. */
  const wake = (name: string) => {
    if (!jobs.some((job) => job.name === name)) return
    void boss
      ?.send(name, { from: 'wake' })
      .then(() => running.get(name))
      .then(() => woken.abort(), complain)
  }
  async function serve(): Promise<void> {
    while (!signal.aborted) {
      try {
        woken = new AbortController()
        boss ??= await setUp()
        deafen ??= await listen(connection, JOB_CHANNEL, wake, () => {})
        for (const job of await due(store, jobs)) {
          if (running.has(job.name) || signal.aborted) continue
          const run = runNext(job, { boss, store, signal, lease, log }).catch(complain)
          running.set(
            job.name,
            run.finally(() => running.delete(job.name)),
          )
        }
      } catch (error) {
        complain(error)
      }
      await rest(look, AbortSignal.any([signal, woken.signal]))
    }
  }

  async function end(): Promise<void> {
    stopping.abort(new Error('Tributary is stopping.'))
    store.hurry()
    // A job that takes longer ends with the process. When its lease expires, another process or the next start picks it up.
    await Promise.race([serving.then(() => Promise.all(running.values())), rest(stop)])
    await deafen?.()
    await boss?.stop({ graceful: false })
    await store.close()
  }

  const serving = serve()
  let stopped: Promise<void> | undefined
  return () => (stopped ??= end())
}

type Running = { boss: PgBoss; store: JobStore; signal: AbortSignal; lease: number; log: (line: string) => void }

/** Takes a job from its queue, unless another process has it, and runs it. */
async function runNext({ name, what, work }: Job, { boss, store, signal, lease, log }: Running): Promise<void> {
  const [taken] = await boss.fetch(name)
  if (!taken) return
  const { id } = taken
  const ended = new AbortController()
  const lost = new AbortController()
  void extendLease(store, { name, id, lease }, ended.signal).catch(() =>
    lost.abort(new Error('Another process has taken over this job.')),
  )
  try {
    signal.throwIfAborted()
    await work(AbortSignal.any([signal, lost.signal]))
    await boss.complete(name, id)
  } catch (error) {
    if (lost.signal.aborted) return
    if (signal.aborted) {
      // Goes back to the queue, unless another one is already waiting.
      await boss.cancel(name, id)
      await boss.resume(name, id).catch(() => {})
      return
    }
    const message = inALine(error)
    await boss.fail(name, id, { message })
    // Not while it's being retried.
    if ((await boss.getJobById(name, id))?.state === 'failed') log(`The job ${name} (${what}) failed: ${message}`)
  } finally {
    ended.abort()
  }
}

/** The jobs that are due and not running in any process. */
async function due(store: JobStore, jobs: readonly Job[]): Promise<Job[]> {
  const { rows } = await store.executeSql(
    `select distinct name from pgboss.job waiting where name = any($1) and state < 'active' and start_after < now()
       and not exists (select from pgboss.job running where running.name = waiting.name and running.state = 'active')`,
    [jobs.map(({ name }) => name)],
  )
  const names = new Set(
    z
      .array(z.object({ name: z.string() }))
      .parse(rows)
      .map(({ name }) => name),
  )
  return jobs.filter(({ name }) => names.has(name))
}

/** Extends the lease until the signal. @throws Error if it expired, because this process was held up: the job may be another's by now */
async function extendLease(
  store: JobStore,
  { name, id, lease }: { name: string; id: string; lease: number },
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await rest(lease / 5, signal)
    if (signal.aborted) return
    const { rows } = await store.executeSql(
      `update pgboss.job set expire_in = now() - started_on + $3 * interval '1 second' where name = $1 and id = $2 and state = 'active' returning id`,
      [name, id, lease],
    )
    if (rows.length === 0 && !signal.aborted) throw new Error('The lease has expired.')
  }
}

/** Waits, or stops waiting on the signal. */
async function rest(seconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal, ref: false }).catch(() => {})
}

/** An error's most telling line, without passwords in URLs. */
function inALine(error: unknown): string {
  const lines = explain(error).trim().split('\n')
  return (lines.at(-1) ?? '').replace(/\/\/[^/@\s]*@/g, '//')
}

const forbidden = z.object({ code: z.literal('42501') })

function explained(error: unknown): unknown {
  if (!forbidden.safeParse(error).success) return error
  const advice = `Run GRANT CREATE ON DATABASE … TO … as the database's owner.`
  return new Error(`their schema can't be created (${inALine(error)}). ${advice}`, { cause: error })
}
