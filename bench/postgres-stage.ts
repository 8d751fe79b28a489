import { chmodSync } from 'node:fs'
import { Pool } from 'pg'
import { z } from 'zod'
import { startEmbedded } from '@/lib/database/embedded'
import { repeatedly } from './measure'
import { postgresColumns } from './postgres-columns'
import { questionsOf } from './questions'
import { postgresResult } from './shapes'
import { finishStage, stageInput } from './stage'

// Loads the same clicks into PostgreSQL, with the indexes the questions need, vacuums and analyzes, and asks the same questions.

const input = stageInput(
  z.object({
    dataDir: z.string(),
    csv: z.string(),
    clicks: z.number(),
    clickId: z.string(),
    integrationId: z.string(),
    repeat: z.number(),
    now: z.coerce.date(),
  }),
)

const say = (line: string) => console.error(line)
/** Maximum total time per question, in ms: slow questions are repeated less often. */
const PATIENCE = 6_000

chmodSync(input.csv, 0o644)
const postgres = await startEmbedded({ dataDir: input.dataDir, log: () => {} })
// Typical settings for a machine of this size; the files are in the system's cache.
const settings =
  '-c work_mem=256MB -c maintenance_work_mem=1GB -c effective_cache_size=12GB -c random_page_cost=1.1 -c synchronous_commit=off'
const pool = new Pool({ ...postgres.address, max: 6, options: settings })
// Closing connections may still notice the server stopping.
pool.on('error', () => {})
const run = async (sql: string) => void (await pool.query(sql))
const text = z.array(z.record(z.string(), z.unknown()))
const one = async (sql: string) => Object.values(text.parse((await pool.query(sql)).rows)[0] ?? {})[0]

const started = performance.now()
const names = Object.keys(postgresColumns)
await run(`CREATE TABLE click (${names.map((name) => `${name} ${postgresColumns[name]?.type}`).join(', ')})`)
say('  copying')
await run(`COPY click (${names.join(', ')}) FROM '${input.csv}' (FORMAT csv)`)
say('  indexing')
for (const index of [
  'UNIQUE INDEX ON click (id)',
  'INDEX ON click (time, id)',
  'INDEX ON click (publisher, time, id)',
  'INDEX ON click (advertiser, day)',
  'INDEX ON click (day)',
]) {
  await run(`CREATE ${index}`)
}
await run(`CREATE TABLE click_daily AS SELECT day, publisher, advertiser, network, campaign, country,
  count(*) FILTER (WHERE status = 'Approved' AND NOT bot) AS clicks, count(*) FILTER (WHERE status = 'Rejected') AS rejected, count(*) FILTER (WHERE bot) AS bots
  FROM click GROUP BY day, publisher, advertiser, network, campaign, country ORDER BY day, publisher`)
await run('CREATE INDEX ON click_daily (day, publisher)')
await run('CREATE INDEX ON click_daily (publisher, day)')
await run('VACUUM (ANALYZE) click')
await run('VACUUM (ANALYZE) click_daily')
const seconds = (performance.now() - started) / 1000

const questions: { name: string; plain: number; rolledUp: number | null }[] = []
for (const { name, postgres: plain, rolledUp } of questionsOf(input)) {
  if (!plain) continue
  const result = { name, plain: await timeOf(plain), rolledUp: rolledUp ? await timeOf(rolledUp) : null }
  questions.push(result)
  say(
    `  ${name}: ${result.plain.toFixed(1)} ms${result.rolledUp === null ? '' : `, from the roll-up ${result.rolledUp.toFixed(1)}`}`,
  )
}
const result = {
  version: String(await one('SHOW server_version')),
  filled: {
    clicks: Number(await one('SELECT count(*) FROM click')),
    seconds,
    bytes: Number(await one("SELECT pg_total_relation_size('click') + pg_total_relation_size('click_daily')")),
  },
  questions,
}
await pool.end()
await postgres.close()
finishStage(postgresResult.parse(result))

/** Time in ms for all statements of an answer, run in parallel as the product does. */
async function timeOf(statements: readonly string[]): Promise<number> {
  const ask = () => Promise.all(statements.map((statement) => pool.query(statement)))
  const begun = performance.now()
  await ask()
  const once = performance.now() - begun
  return (await repeatedly(Math.max(1, Math.min(input.repeat, Math.floor(PATIENCE / once))), ask)).median
}
