import { randomUUID } from 'node:crypto'
import PgBoss from 'pg-boss'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { connectDatabase } from '@/lib/database/connect'
import { startEmbedded } from '@/lib/database/embedded'
import { wakeJob } from '@/lib/database/wake'
import { setAway } from '@/lib/testing/absence'
import { testDatabase } from '@/lib/testing/database'
import { postmasterIn } from '@/lib/testing/postmaster'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { startJobs, type Job } from './start'
import { openJobStore } from './store'

const jobsDatabase = await testDatabase()
const lines: string[] = []
const started: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((stop) => stop()))
  lines.length = 0
})

const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, 20_000)

/** Another process's share, as good as one: nothing but PostgreSQL is between them. */
function start(
  jobs: Job[],
  pace: Parameters<typeof startJobs>[1]['pace'] = {},
  { connection }: Pick<Database, 'connection'> = jobsDatabase,
): () => Promise<void> {
  const stop = startJobs(jobs, { connection, log: (line) => lines.push(line), pace: { look: 0.02, ...pace } })
  started.push(stop)
  return stop
}

/** A job of its own queue. Without `work`, each run waits for `end`. */
function aJob(work?: Job['work'], schedule = '30 3 29 2 *') {
  const ends: (() => void)[] = []
  let runs = 0
  const wait = () => new Promise<void>((resolve) => ends.push(resolve))
  const job: Job = {
    name: `job-${randomUUID()}`,
    schedule,
    what: 'doing nothing',
    work: (signal) => {
      runs++
      return work ? work(signal) : wait()
    },
  }
  return { job, runs: () => runs, end: () => ends.shift()?.() }
}

/** Ends when it's told to stop, as one that minds. */
const obedient = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(new Error('told to'))))

async function states({ name }: Job, { prisma }: Pick<Database, 'prisma'> = jobsDatabase): Promise<string[]> {
  const rows = await prisma.$queryRaw`select state::text from pgboss.job where name = ${name} order by created_on`
  return z
    .array(z.object({ state: z.string() }))
    .parse(rows)
    .map(({ state }) => state)
}

const schedules = async () =>
  z
    .array(z.object({ name: z.string(), cron: z.string() }))
    .parse(await jobsDatabase.prisma.$queryRaw`select name, cron from pgboss.schedule`)

test('processes that start at once share each job’s schedule and run it one at a time', async () => {
  const { job, runs, end } = aJob()
  for (let process = 1; process <= 4; process++) start([job])
  await eventually(() => expect(runs()).toBe(1))
  const scheduled = await jobsDatabase.prisma
    .$queryRaw`select cron, timezone from pgboss.schedule where name = ${job.name}`
  expect(scheduled).toEqual([{ cron: job.schedule, timezone: 'UTC' }])
  // One that starts later asks for it again, and does what's after it in the list.
  const next = aJob(async () => {})
  start([job, next.job])
  await eventually(async () => expect(await states(next.job)).toEqual(['completed']))
  expect(runs()).toBe(1)
  expect(await states(job)).toEqual(['active', 'created'])
  end()
  await eventually(() => expect(runs()).toBe(2))
  end()
  await eventually(async () => expect(await states(job)).toEqual(['completed', 'completed']))
  expect(lines).toEqual([])
})

test('uses at most two connections', async () => {
  const own = await testDatabase()
  const { job, runs, end } = aJob()
  start([job, aJob(async () => {}).job, aJob(async () => {}).job], { lease: 1 }, own)
  await eventually(() => expect(runs()).toBe(1))
  const [row] = z
    .tuple([z.object({ n: z.bigint() })])
    .parse(
      await own.prisma
        .$queryRaw`select count(*) as n from pg_stat_activity where datname = current_database() and query like '%pgboss%' and pid <> pg_backend_pid()`,
    )
  expect(Number(row.n)).toBeGreaterThan(0)
  expect(Number(row.n)).toBeLessThanOrEqual(2)
  end()
})

test('a schedule survives restarts and creates jobs', async () => {
  const { job } = aJob(async () => {}, '* * * * *')
  const stop = start([job])
  await eventually(async () => expect(await states(job)).toContain('completed'))
  await stop()
  // As if no one had looked at the schedules for a while.
  await jobsDatabase.prisma.$executeRaw`update pgboss.version set cron_on = null`
  await jobsDatabase.prisma.$executeRaw`delete from pgboss.job where name in (${job.name}, '__pgboss__send-it')`
  start([job], { schedules: 1 })
  // In addition to the one that the start asks for.
  const scheduled = () =>
    jobsDatabase.prisma
      .$queryRaw`select state::text from pgboss.job where name = ${job.name} and data->>'from' is distinct from 'start'`
  await eventually(async () => expect(await scheduled()).toEqual([{ state: 'completed' }]))
  expect(await schedules()).toContainEqual({ name: job.name, cron: '* * * * *' })
})

test('schedules of jobs that don’t exist anymore are removed, and the others stay', async () => {
  const kept = aJob(async () => {})
  const gone = aJob(async () => {})
  const stop = start([kept.job, gone.job])
  await eventually(async () => expect(await states(gone.job)).toContain('completed'))
  await stop()
  const names = async () => (await schedules()).map(({ name }) => name)
  expect(await names()).toEqual(expect.arrayContaining([kept.job.name, gone.job.name]))
  start([kept.job])
  await eventually(async () => expect(await names()).toEqual([kept.job.name]))
})

test('a job whose process stops ends early and runs again at the next start', async () => {
  const { job, runs } = aJob(obedient)
  const stop = start([job])
  await eventually(() => expect(runs()).toBe(1))
  await stop()
  expect(await states(job)).toEqual(['created'])
  const again = { ...job, work: async () => {} }
  start([again])
  await eventually(async () => expect(await states(job)).toEqual(['completed']))
  expect(lines).toEqual([])
})

test('a job that doesn’t stop is left behind, and another process takes it when its lease expires', async () => {
  const { job, runs } = aJob()
  const stop = start([job], { stop: 0.01 })
  await eventually(() => expect(runs()).toBe(1))
  await stop()
  expect(await states(job)).toEqual(['active'])
  await jobsDatabase.prisma
    .$executeRaw`update pgboss.job set started_on = now() - interval '301 seconds' where name = ${job.name}`
  const store = openJobStore(jobsDatabase.connection, () => {})
  await new PgBoss({ db: store }).expire()
  await store.close()
  expect(await states(job)).toEqual(['retry'])
  const next = { ...job, work: async () => {} }
  await jobsDatabase.prisma.$executeRaw`update pgboss.job set start_after = now() where name = ${job.name}`
  start([next])
  await eventually(async () => expect(await states(job)).toEqual(['completed', 'completed']))
})

test('a job may outlast its lease, and stops once another process has it', async () => {
  const { job, runs } = aJob(obedient)
  start([job], { lease: 1 })
  const longer = () =>
    jobsDatabase.prisma
      .$queryRaw`select from pgboss.job where name = ${job.name} and state = 'active' and expire_in > interval '1 second'`
  await eventually(async () => expect(await longer()).toHaveLength(1))
  expect(runs()).toBe(1)
  await jobsDatabase.prisma
    .$executeRaw`update pgboss.job set state = 'retry', start_after = now() + interval '1 hour' where name = ${job.name}`
  // It isn't running here anymore, so it's free to run again.
  await jobsDatabase.prisma.$executeRaw`insert into pgboss.job (name, policy) values (${job.name}, 'stately')`
  await eventually(() => expect(runs()).toBe(2))
})

test('a failing job is retried, then logged once, without passwords', async () => {
  const { job, runs } = aJob(async () => {
    throw new Error('Invalid invocation\n\nhttps://me:secret@example.com says no')
  })
  start([job])
  await eventually(async () => {
    await jobsDatabase.prisma
      .$executeRaw`update pgboss.job set start_after = now() where name = ${job.name} and state = 'retry' and start_after > now()`
    expect(await states(job)).toEqual(['failed'])
  })
  await eventually(() =>
    expect(lines).toEqual([`The job ${job.name} (doing nothing) failed: https://example.com says no`]),
  )
  expect(runs()).toBe(3)
  const [row] = z
    .tuple([z.object({ output: z.unknown() })])
    .parse(await jobsDatabase.prisma.$queryRaw`select output from pgboss.job where name = ${job.name}`)
  expect(row.output).toEqual({ message: 'https://example.com says no' })
})

test('a job that someone waits for runs at once, and once more if it’s running', async () => {
  const { job, runs, end } = aJob()
  start([job], { look: 3600 })
  await eventually(() => expect(runs()).toBe(1))
  await wakeJob(jobsDatabase.prisma, job.name)
  await eventually(async () => expect(await states(job)).toEqual(['active', 'created']))
  end()
  await eventually(() => expect(runs()).toBe(2))
  end()
  await eventually(async () => expect(await states(job)).toEqual(['completed', 'completed']))
  await wakeJob(jobsDatabase.prisma, 'not a job')
  await wakeJob(jobsDatabase.prisma, job.name)
  await eventually(() => expect(runs()).toBe(3))
  end()
})

test('a job that finishes while PostgreSQL is down is recorded once it’s back', async () => {
  const dataDir = temporaryFolder()
  const postgres = await startEmbedded({ dataDir, log: () => {} })
  const database = connectDatabase(
    postgres.address,
    2,
    () => {},
    () => postgres.close(),
  )
  const { job, runs, end } = aJob()
  const stop = start([job], {}, database)
  await eventually(() => expect(runs()).toBe(1))
  process.kill(postmasterIn(dataDir), 'SIGKILL')
  end()
  await eventually(async () => expect(await states(job, database)).toEqual(['completed']))
  await database.prisma.$executeRaw`insert into pgboss.job (name, policy) values (${job.name}, 'stately')`
  await eventually(() => expect(runs()).toBe(2))
  end()
  await eventually(async () => expect(await states(job, database)).toEqual(['completed', 'completed']))
  expect(lines.filter((line) => !line.startsWith('Background jobs are waiting for PostgreSQL: '))).toEqual([])
  expect(lines.length).toBeLessThanOrEqual(1)
  await stop()
  await database.close()
})

test('stops while PostgreSQL is away; neither that nor a dropped schema ends the process', async () => {
  const own = await testDatabase()
  const { job, runs } = aJob(obedient)
  const stop = start([job], {}, own)
  await eventually(() => expect(runs()).toBe(1))
  await setAway(own, true)
  await eventually(() =>
    expect(lines).toEqual([expect.stringMatching(/^Background jobs(:| are waiting for PostgreSQL:) /)]),
  )
  await stop()
  await setAway(own, false)

  lines.length = 0
  const other = aJob()
  start([other.job], {}, own)
  await eventually(() => expect(other.runs()).toBe(1))
  await own.prisma.$executeRaw`drop schema pgboss cascade`
  other.end()
  await eventually(() =>
    expect(lines).toEqual([
      expect.stringMatching(
        /^(Background jobs|A background job's result can't be recorded): relation "pgboss.job" does not exist$/,
      ),
    ]),
  )
})

test('statements that pg-boss doesn’t await never fail', async () => {
  const own = await testDatabase()
  const store = openJobStore(own.connection, (line) => lines.push(line))
  const boss = new PgBoss({ db: store })
  await boss.complete('job', randomUUID())
  await boss.fail('job', randomUUID())
  expect(lines).toEqual(
    Array.from(
      { length: 2 },
      () => `A background job's result can't be recorded: relation "pgboss.job" does not exist`,
    ),
  )
  await store.close()
  await boss.complete('job', randomUUID())
  expect(lines).toHaveLength(2)
})

test('a missing permission to create the schema is explained in the log', async () => {
  const own = await testDatabase()
  const role = `role_${randomUUID().replaceAll('-', '')}`
  await own.prisma.$executeRawUnsafe(`create role ${role} login`)
  const stop = start([], {}, { connection: { ...own.connection, user: role } })
  await eventually(() =>
    expect(lines).toEqual([
      expect.stringMatching(
        /^Background jobs: their schema can't be created \(permission denied for database .*\)\. Run GRANT CREATE ON DATABASE/,
      ),
    ]),
  )
  // Once it lets them, they go on.
  await own.prisma.$executeRawUnsafe(
    `do $$ begin execute format('grant create on database %I to ${role}', current_database()); end $$`,
  )
  await eventually(async () =>
    expect(await own.prisma.$queryRaw`select to_regclass('pgboss.version') is not null as there`).toEqual([
      { there: true },
    ]),
  )
  await stop()
  await own.prisma.$executeRawUnsafe(`drop owned by ${role}`)
  await own.prisma.$executeRawUnsafe(`drop role ${role}`)
})
