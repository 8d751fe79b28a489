import { setTimeout as sleep } from 'node:timers/promises'
import PgBoss from 'pg-boss'
import { z } from 'zod'
import { explain } from '../database/explain'
import type { Connection } from '../database/postmaster'
import { sparingly } from '../sparingly'
import { openJobStore, type JobStore } from './store'

export type Job = {
  /** Its queue in PostgreSQL. */
  name: string
  /** When it runs, besides at each start: cron in UTC. */
  schedule: string
  /** What it does, in words. */
  what: string
  /** Does it. Ends early when the signal says so, and may be done twice. */
  work: (signal: AbortSignal) => Promise<void>
}

export type JobsOptions = {
  connection: Connection
  log: (line: string) => void
  /** Tests only. */
  pace?: Partial<Pace>
}

type Pace = {
  /** How often each process looks for jobs, in seconds: nobody's waiting for them. */
  look: number
  /** How often it looks for what the schedules have made due, in seconds. */
  schedules: number
  /** How long a job belongs to the process that runs it, in seconds. The process extends that, and if it's gone, another one takes the job. */
  lease: number
  /** How long jobs under way may take to stop, in seconds. */
  stop: number
}

const usual: Pace = { look: 30, schedules: 30, lease: 300, stop: 5 }

/** How long ended jobs stay in `pgboss.job`, in seconds: always long enough to see the last daily one. */
const KEPT = 2 * 86_400

/**
 * Runs jobs on their schedules and at each start, in one of the processes that share the database. Whatever keeps jobs from running goes to the log, and
 * is tried again: clicks come first.
 * @returns what stops it
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
    // Some of these aren't Errors.
    boss.on('error', ({ message }) => complain(message))
    // Stately: of each job, one waits, one waits to be tried again and one runs at most, over all processes.
    const rules = { policy: 'stately', expireInSeconds: lease, retryLimit: 2, retryDelay: 60, retryBackoff: true } as const
    try {
      // Two processes that create the same queue deadlock.
      await store.alone(async () => {
        await boss.start()
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
  const running = new Map<string, Promise<void>>()
  async function serve(): Promise<void> {
    while (!signal.aborted) {
      try {
        boss ??= await setUp()
        for (const job of await due(store, jobs)) {
          if (running.has(job.name) || signal.aborted) continue
          const run = runNext(job, { boss, store, signal, lease, log }).catch(complain)
          running.set(job.name, run.finally(() => running.delete(job.name)))
        }
      } catch (error) {
        complain(error)
      }
      await rest(look, signal)
    }
  }

  async function end(): Promise<void> {
    stopping.abort(new Error('Tributary is stopping.'))
    store.hurry()
    // What takes longer ends with the process. Once its lease ends, another process takes it, or the next one.
    await Promise.race([serving.then(() => Promise.all(running.values())), rest(stop)])
    await boss?.stop({ graceful: false })
    await store.close()
  }

  const serving = serve()
  let stopped: Promise<void> | undefined
  return () => (stopped ??= end())
}

type Running = { boss: PgBoss; store: JobStore; signal: AbortSignal; lease: number; log: (line: string) => void }

/** Takes a job from its queue, if another process hasn't, and does it. */
async function runNext({ name, what, work }: Job, { boss, store, signal, lease, log }: Running): Promise<void> {
  const [taken] = await boss.fetch(name)
  if (!taken) return
  const { id } = taken
  const ended = new AbortController()
  const lost = new AbortController()
  void extendLease(store, { name, id, lease }, ended.signal).catch(() => lost.abort(new Error('Another process took over.')))
  try {
    signal.throwIfAborted()
    await work(AbortSignal.any([signal, lost.signal]))
    await boss.complete(name, id)
  } catch (error) {
    if (lost.signal.aborted) return
    if (signal.aborted) {
      // Back into the queue, unless another one waits there.
      await boss.cancel(name, id)
      await boss.resume(name, id).catch(() => {})
      return
    }
    const message = inALine(error)
    await boss.fail(name, id, { message })
    // Not while it's tried again.
    if ((await boss.getJobById(name, id))?.state === 'failed') log(`The job ${name} (${what}) failed: ${message}`)
  } finally {
    ended.abort()
  }
}

/** Which jobs wait to be run, while no process runs them already. */
async function due(store: JobStore, jobs: readonly Job[]): Promise<Job[]> {
  const { rows } = await store.executeSql(
    `select distinct name from pgboss.job waiting where name = any($1) and state < 'active' and start_after < now()
       and not exists (select from pgboss.job running where running.name = waiting.name and running.state = 'active')`,
    [jobs.map(({ name }) => name)],
  )
  const names = new Set(z.array(z.object({ name: z.string() })).parse(rows).map(({ name }) => name))
  return jobs.filter(({ name }) => names.has(name))
}

/** Until the signal. @throws Error when the lease has ended before: this process was held up, and the job isn't its own anymore */
async function extendLease(store: JobStore, { name, id, lease }: { name: string; id: string; lease: number }, signal: AbortSignal): Promise<void> {
  for (;;) {
    await rest(lease / 5, signal)
    if (signal.aborted) return
    const { rows } = await store.executeSql(
      `update pgboss.job set expire_in = now() - started_on + $3 * interval '1 second' where name = $1 and id = $2 and state = 'active' returning id`,
      [name, id, lease],
    )
    if (rows.length === 0 && !signal.aborted) throw new Error('The lease has ended.')
  }
}

/** Rests, or until the signal. */
async function rest(seconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal, ref: false }).catch(() => {})
}

/** The part of an error that says what went wrong, without passwords of addresses. */
function inALine(error: unknown): string {
  const lines = explain(error).trim().split('\n')
  return (lines.at(-1) ?? '').replace(/\/\/[^/@\s]*@/g, '//')
}

const forbidden = z.object({ code: z.literal('42501') })

function explained(error: unknown): unknown {
  if (!forbidden.safeParse(error).success) return error
  const advice = `Run GRANT CREATE ON DATABASE … TO … as the database's owner.`
  return new Error(`PostgreSQL doesn't let them create their schema (${inALine(error)}). ${advice}`, { cause: error })
}
