import { mkdir } from 'node:fs/promises'
import { z } from 'zod'
import { dispatch } from '@/lib/api/dispatch'
import { openDatabase } from '@/lib/database/open'
import { openEventLog, setEventLog, type EventLog } from '@/lib/events/log'
import { literal } from '@/lib/events/sql'
import { countFinishedDays } from '@/lib/reports/finished-days'
import { makeCatalog, makeClicks, makeConversions, makeCustomers, makeLinks, settle, type World } from './data'
import { Times } from './measure'
import { postgresColumns } from './postgres-columns'
import { questionsOf, type Question } from './questions'
import { storeResult } from './shapes'
import { stageInput, finishStage } from './stage'

// Fills the stores and asks each question in the same process, so the store's own time can be measured separately.

const input = stageInput(
  z.object({
    dataDir: z.string(),
    clicks: z.number(),
    links: z.number(),
    repeat: z.number(),
    now: z.coerce.date(),
    measure: z.boolean(),
    exportTo: z.string().nullable(),
  }),
)

const say = (line: string) => console.error(line)

const database = await openDatabase({ dataDir: input.dataDir })
const events = await openEventLog({ dataDir: input.dataDir })
const made = await makeCatalog(database)
say(`  adding ${input.links} short links`)
await makeLinks(database, made, input.links)
const started = performance.now()
await makeClicks(events, made, input, input.now, say)
const seconds = (performance.now() - started) / 1000
say('  adding conversions and customers')
await makeConversions(database, events, made, input.clicks)
await makeCustomers(database, made, input.clicks)
say('  counting finished days')
await countFinishedDays(database, events, { now: input.now, pace: 0 })
await settle(events)

const [middle] = await events.query({
  work: 'bench',
  sql: literal(
    `SELECT toString(id) AS id FROM click WHERE day = toDate('${new Date(input.now.getTime() - 15 * 86_400_000).toISOString().slice(0, 10)}') LIMIT 1`,
  ),
  row: z.object({ id: z.string() }),
})
const [size] = await events.query({
  work: 'bench',
  sql: literal(
    'SELECT count() AS clicks, (SELECT sum(bytes_on_disk) FROM system.parts WHERE active) AS bytes FROM click',
  ),
  row: z.object({ clicks: z.number(), bytes: z.number() }),
})
if (!middle || !size) throw new Error('The store has no clicks.')

const questions = input.measure
  ? await askAll(
      questionsOf({ now: input.now, clickId: middle.id, integrationId: made.integrationId, clicks: input.clicks }),
      made,
    )
  : []
if (input.exportTo !== null) {
  await mkdir(input.exportTo, { recursive: true })
  say('  exporting them for PostgreSQL')
  const selected = Object.entries(postgresColumns).map(([name, { read }]) => read ?? name)
  await events.command(
    `INSERT INTO FUNCTION file('${input.exportTo}/click.csv', 'CSV') SELECT ${selected.join(', ')} FROM click ORDER BY time SETTINGS engine_file_truncate_on_insert = 1`,
  )
}
await events.close()
await database.close()
finishStage(
  storeResult.parse({
    world: made,
    clickId: middle.id,
    filled: { clicks: size.clicks, seconds, bytes: size.bytes },
    questions,
  }),
)

async function askAll(wanted: readonly Question[], { admin, publisher }: World) {
  let watched: { from: number; to: number }[] = []
  const watching: EventLog = {
    ...events,
    query: async (question) => {
      const from = performance.now()
      const rows = await events.query(question)
      watched.push({ from, to: performance.now() })
      return rows
    },
  }
  setEventLog(watching)
  await settle(events)
  const results: { name: string; longest: number; together: number }[] = []
  for (const question of wanted) {
    const key = { admin, publisher }[question.who].apiKey
    const longest: number[] = []
    const together: number[] = []
    for (let round = -3; round < input.repeat; round++) {
      watched = []
      const asked = performance.now()
      const answer = await ask(question.path, key)
      if (answer.status !== 200) throw new Error(`${question.path} answered ${answer.status}: ${await answer.text()}`)
      // What PostgreSQL answers takes as long as the answer.
      if (watched.length === 0) watched.push({ from: asked, to: performance.now() })
      if (round < 0) continue
      longest.push(Math.max(...watched.map(({ from, to }) => to - from)))
      together.push(Math.max(...watched.map(({ to }) => to)) - Math.min(...watched.map(({ from }) => from)))
    }
    results.push({ name: question.name, longest: new Times(longest).median, together: new Times(together).median })
    say(`  ${question.name}: ${new Times(longest).median.toFixed(1)} ms`)
  }
  return results
}

/** Calls the operation the way Next does. */
function ask(path: string, apiKey: string): Promise<Response> {
  return dispatch(new Request(new URL(path, 'http://localhost'), { headers: { 'X-Api-Key': apiKey } }))
}
