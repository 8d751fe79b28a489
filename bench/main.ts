import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import { ensureBuild } from '@/scripts/build'
import { askOverHttp, closeConnections, openPages, type HttpTimes } from './http'
import { describeMachine, isBusy } from './machine'
import { parseOptions, type Options, type Stage } from './options'
import { questionsOf } from './questions'
import { count, gigabytes, ms, times, toMarkdown, toText, type Line, type Table } from './report'
import { startBareServer, startServer, type RunningServer } from './server'
import { loadResult, postgresResult, storeResult, verifyResult } from './shapes'
import { runStage } from './stage'

// npm run bench -- [--clicks 10000000] [--links 1000000] [--seconds 15] [--repeat 15] [--only store,http,tracker,postgres] [--write]
// Everything happens in a temporary folder that's removed afterwards.

const BUDGET = { clicksPerSecond: 12_000, p99AtRate: 25, storeQuestion: 50, listPage: 30, firstByte: 150 }
const RATES = [1_000, 5_000]

type Stored = z.infer<typeof storeResult>
/**
 * @property links how many short links it visits; 0 for tracking links
 * @property isStrict whether its offers have caps and fraud filters
 */
type Load = { name: string; run: string; connections: number; rate: number | null; links: number; isStrict?: boolean }
type Loaded = Load & z.infer<typeof loadResult>
type Loads = { bare: Loaded; tracker: Loaded[] }

async function measure(options: Options, folder: string): Promise<Table[]> {
  const wants = (stage: Stage) => options.only.includes(stage)
  const now = new Date()
  const dataDir = join(folder, 'product')
  const csvFolder = join(folder, 'export')
  const { clicks, links, repeat } = options
  const secret = randomBytes(32).toString('base64url')

  const needsPages = wants('http')
  if (needsPages) await ensureBuild(say)

  say(`Loading the store with ${count(clicks)} clicks`)
  const stored = await runStage(
    'bench/store-stage.ts',
    {
      dataDir,
      clicks,
      links,
      repeat,
      now,
      measure: wants('store'),
      exportTo: wants('postgres') ? csvFolder : null,
    },
    storeResult,
    { DATA_DIR: dataDir, AUTH_SECRET: secret, RATE_LIMIT_PER_MINUTE: '1000000' },
  )
  const questions = questionsOf({ now, clickId: stored.clickId, integrationId: stored.world.integrationId, clicks })

  let overHttp: HttpTimes[] = []
  let pages: HttpTimes[] = []
  let loads: Loads | undefined
  if (wants('http') || wants('tracker')) {
    const server = await startServer({ dataDir, secret, pages: needsPages })
    if (wants('http')) {
      say('Running reports over HTTP')
      overHttp = await askOverHttp(server.baseUrl, stored.world, questions, repeat)
      pages = await openPages(server.baseUrl, stored.world, secret, repeat)
      closeConnections()
    }
    if (wants('tracker')) loads = await clickAll(server, stored, options)
    await server.stop()
  }
  const verified =
    loads &&
    (await runStage(
      'bench/verify-stage.ts',
      { dataDir, runs: loads.tracker.map(({ run, answered }) => ({ run, answered })) },
      verifyResult,
    ))

  let postgres: z.infer<typeof postgresResult> | undefined
  if (wants('postgres')) {
    say('Loading PostgreSQL with the same clicks')
    const input = {
      dataDir: join(folder, 'postgres'),
      csv: join(csvFolder, 'click.csv'),
      clicks,
      clickId: stored.clickId,
      integrationId: stored.world.integrationId,
      repeat,
      now,
    }
    postgres = await runStage('bench/postgres-stage.ts', input, postgresResult)
  }

  return [
    ...(loads && verified ? [trackerTable(loads, verified)] : []),
    ...(stored.questions.length > 0 || overHttp.length > 0 ? [questionTable(stored, overHttp, questions)] : []),
    ...(pages.length > 0 ? [pageTable(pages)] : []),
    ...(postgres && stored.questions.length > 0 ? [comparisonTable(stored, postgres)] : []),
  ]
}

async function clickAll(server: RunningServer, { world }: Stored, { seconds, links }: Options): Promise<Loads> {
  const mark = randomBytes(3).toString('hex')
  const plan: Load[] = [
    { name: 'Maximum rate, 200 connections', run: `${mark}a`, connections: 200, rate: null, links: 0 },
    { name: `${count(links)} short links, 200 connections`, run: `${mark}s`, connections: 200, rate: null, links },
    {
      name: 'Caps and fraud filters, 200 connections',
      run: `${mark}c`,
      connections: 200,
      rate: null,
      links: 0,
      isStrict: true,
    },
    { name: 'Maximum rate, 400 connections', run: `${mark}b`, connections: 400, rate: null, links: 0 },
    ...RATES.map((rate): Load => ({
      name: `${count(rate)} clicks/s, 200 connections`,
      run: `${mark}-${rate}`,
      connections: 200,
      rate,
      links: 0,
    })),
  ]
  const click = async (
    target: RunningServer,
    { isStrict = false, ...load }: Load,
    duration: number,
  ): Promise<Loaded> => {
    const input = {
      port: Number(new URL(target.baseUrl).port),
      offers: isStrict ? world.strictOffers : world.offers,
      publishers: 500,
      ...load,
      seconds: duration,
    }
    return { ...load, ...(await runStage('bench/load-generator.ts', input, loadResult)) }
  }
  say('Clicking: a bare server')
  const bareServer = await startBareServer()
  const bare = await click(
    bareServer,
    { name: 'Bare Node.js server, 200 connections', run: `${mark}n`, connections: 200, rate: null, links: 0 },
    Math.min(5, seconds),
  )
  await bareServer.stop()
  await click(
    server,
    { name: 'warming up', run: `${mark}w`, connections: 50, rate: null, links: 0 },
    Math.min(3, seconds),
  )
  const tracker: Loaded[] = []
  for (const load of plan) {
    say(`Clicking: ${load.name}`)
    tracker.push(await click(server, load, seconds))
  }
  return { bare, tracker }
}

function trackerTable({ bare, tracker }: Loads, verified: z.infer<typeof verifyResult>): Table {
  const speed = ({ answered, seconds }: Loaded) => answered / seconds
  const figures = (load: Loaded) => [
    count(speed(load)),
    `${count((speed(load) / speed(bare)) * 100)} %`,
    ms(load.median),
    ms(load.p99),
    ms(load.highest),
    count(load.answered),
  ]
  return {
    title: 'The tracker',
    note: 'Each click is enriched, screened, and durable before its redirect is sent. Short links are drawn from all that there are: half of them lead to offers of publishers, half to other pages. Offers with caps have three, and nine fraud filters. The load generator runs on the same machine. Afterward, every answered click is looked up in the store. The bare server records nothing, so it shows how fast this machine is right now. On the machine the budget was set on, it answered 67,000 requests per second; the budget is 18% of that.',
    columns: ['clicks/s', 'of bare', 'median', 'p99', 'longest', 'answered', 'stored once'],
    lines: [
      { what: bare.name, figures: [...figures(bare), ''] },
      ...tracker.map((load): Line => {
        const { name, run, rate, answered, wrong, p99 } = load
        const check = verified.find((row) => row.run === run)
        const right = wrong === 0 && check?.stored === answered && check.different === answered
        return {
          what: name,
          figures: [
            ...figures(load),
            right ? 'all' : `NOT ALL: ${check?.different} different in ${check?.stored} rows, ${wrong} wrong answers`,
          ],
          budget: rate === null ? `${count(BUDGET.clicksPerSecond)}/s` : `p99 ${ms(BUDGET.p99AtRate)}`,
          kept: right && (rate === null ? speed(load) >= BUDGET.clicksPerSecond : p99 <= BUDGET.p99AtRate),
        }
      }),
    ],
  }
}

function questionTable(
  { filled, questions: atStore }: Stored,
  overHttp: readonly HttpTimes[],
  questions: ReturnType<typeof questionsOf>,
): Table {
  return {
    title: `Reports on ${count(filled.clicks)} clicks`,
    note: `Medians. "Store" is the slowest of a report's ClickHouse queries; "whole answer" is how long a client waits over HTTP, including authentication. Loaded in ${count(filled.seconds)} s; ${gigabytes(filled.bytes)} on disk.`,
    columns: ['store', 'whole answer', 'p95'],
    lines: questions.map(({ name, kind }): Line => {
      const store = atStore.find((row) => row.name === name)
      const http = overHttp.find((row) => row.name === name)
      const budget =
        kind === 'list' && http
          ? { figure: http.median, most: BUDGET.listPage }
          : store && { figure: store.longest, most: BUDGET.storeQuestion }
      return {
        what: name,
        figures: [store ? ms(store.longest) : '', http ? ms(http.median) : '', http ? ms(http.p95) : ''],
        ...(budget
          ? {
              budget: `${kind === 'list' && http ? 'answer' : 'store'} ${ms(budget.most)}`,
              kept: budget.figure <= budget.most,
            }
          : {}),
      }
    }),
  }
}

function pageTable(pages: readonly HttpTimes[]): Table {
  return {
    title: 'Time to first byte of pages',
    note: 'Rendered on the server with data, for a signed-in user.',
    columns: ['median', 'p95'],
    lines: pages.map(({ name, median, p95 }) => ({
      what: name,
      figures: [ms(median), ms(p95)],
      budget: ms(BUDGET.firstByte),
      kept: median <= BUDGET.firstByte,
    })),
  }
}

function comparisonTable({ questions, filled }: Stored, postgres: z.infer<typeof postgresResult>): Table {
  return {
    title: `The same reports on PostgreSQL ${postgres.version}`,
    note: `The same clicks with ${gigabytes(postgres.filled.bytes)} on disk (ClickHouse: ${gigabytes(filled.bytes)} with twice the columns), indexed, vacuumed, analyzed, and in memory. Loaded in ${count(postgres.filled.seconds)} s. Both can use all cores for a query. "Ours" is the time from the start of a report's first query to the end of its last. "From a roll-up" is PostgreSQL with a daily roll-up, for reports where we use one. We also keep figures of days that are over.`,
    columns: ['ours', 'PostgreSQL', 'ratio', 'from a roll-up', 'ratio'],
    lines: questions.map(({ name, together }): Line => {
      const there = postgres.questions.find((row) => row.name === name)
      if (!there) return { what: name, figures: [ms(together)] }
      const { plain, rolledUp } = there
      return {
        what: name,
        figures: [
          ms(together),
          ms(plain),
          times(plain, together),
          rolledUp === null ? '' : ms(rolledUp),
          rolledUp === null ? '' : times(rolledUp, together),
        ],
      }
    }),
  }
}

function documentOf(tables: readonly Table[], { clicks, seconds, repeat }: Options, minutes: number): string {
  return `# Performance

What \`npm run bench -- --write\` measured in one run of ${Math.ceil(minutes)} minutes on ${new Date().toISOString().slice(0, 10)}:

${describeMachine()
  .map((line) => `- ${line}`)
  .join('\n')}
- ${count(clicks)} clicks; ${seconds} s per tracker load; each report run ${repeat} times, one after another

Your machine will give different numbers, so run it yourself. \`npm run bench -- --clicks 1000000 --seconds 5\` takes less time.

${toMarkdown(tables)}
`
}

const DOCUMENT = 'docs/performance.md'

/** The section that isn't measured by this program, which stays. */
function measuredByHand(document: string): string {
  const from = document.indexOf('\n## Catalog at scale')
  return from < 0 ? '' : document.slice(from)
}

function say(line: string): void {
  console.error(line)
}

const options = parseOptions(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'tributary-bench-'))
// When run as root, PostgreSQL runs as another user, who needs access.
chmodSync(folder, 0o711)
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

if (isBusy()) say('This machine is busy with other work, so the results will be worse than it can do.')
const started = performance.now()
const tables = await measure(options, folder)
console.log(`\n${toText(tables)}\n\n${describeMachine().join('\n')}`)
if (options.write) {
  const written = documentOf(tables, options, (performance.now() - started) / 60_000)
  writeFileSync(DOCUMENT, written + measuredByHand(readFileSync(DOCUMENT, 'utf8')))
  say(`Saved to ${DOCUMENT}`)
}
