import { createServer } from 'node:http'
import { join } from 'node:path'
import { findPerson } from '@/lib/access/asker'
import { openPostbackSecret } from '@/lib/access/postback-secrets'
import { issueMissingTokens } from '@/lib/access/postback-tokens'
import { forgetOldLinks } from '@/lib/access/one-time-token'
import { forgetOldWindows } from '@/lib/access/rate-limit'
import { retryInvitations } from '@/lib/access/invitation-mail'
import { retryMail } from '@/lib/mail/outbox'
import { needsSetup } from '@/lib/access/setup'
import { setupCode } from '@/lib/access/setup-code'
import { answerWhileAway } from '@/lib/api/away'
import { makeBackup } from '@/lib/backup/backup'
import { takeRequests } from '@/lib/backup/control'
import { refuseHalfRestored } from '@/lib/backup/restore'
import { openAddressLists } from '@/lib/address-lists'
import { setLinkViews } from '@/lib/catalog/link-views'
import { followCatalog } from '@/lib/catalog/snapshot'
import { config } from '@/lib/config'
import { runBulkUpdates } from '@/lib/conversions/bulk-run'
import { BULK_JOB } from '@/lib/conversions/bulk-update'
import { approveHeld } from '@/lib/conversions/hold'
import { shipOutbox } from '@/lib/conversions/outbox'
import { createRecorder, setRecorder } from '@/lib/conversions/recorder'
import { priceWaiting } from '@/lib/conversions/reprice'
import type { Database } from '@/lib/database/client'
import { explain } from '@/lib/database/explain'
import { lockDataDir } from '@/lib/database/lock'
import { openDatabase } from '@/lib/database/open'
import { openEventLog, setEventLog } from '@/lib/events/log'
import { click, impression, postback } from '@/lib/events/tables'
import { createFront, type Render } from '@/lib/front/front'
import { forgetOldCapWindows } from '@/lib/jobs/cap-windows'
import { forgetOldClicks } from '@/lib/jobs/retention'
import { startJobs } from '@/lib/jobs/start'
import { testDuePages } from '@/lib/link-tests/schedule'
import { outbound } from '@/lib/outbound/client'
import { startCalls } from '@/lib/outbound/calls'
import { handlePostbacks } from '@/lib/postbacks/handling'
import { switchOffFailing } from '@/lib/postbacks/switch-off'
import { countFinishedDays } from '@/lib/reports/finished-days'
import { countUsed } from '@/lib/tracking/cap-clicks'
import { capHolder } from '@/lib/tracking/cap-holder'
import { openCaps } from '@/lib/tracking/cap-upkeep'
import { parseTrustProxy } from '@/lib/tracking/forwarded'
import { openGeo } from '@/lib/tracking/geo'
import { openSalts } from '@/lib/tracking/salts'
import { createTracker } from '@/lib/tracking/tracker'
import type { Credentials } from '@/prisma/demo/credentials'
import { ensureBuild } from '@/scripts/build'

// A single process handles tracking paths itself and everything else with Next.js.
//   --dev           builds pages on request, and again when their source changes
//   --demo          fills an empty database with demo data
//   --tracker-only  no pages and no API: an additional tracker that shares its servers with others

const options = ['--dev', '--demo', '--tracker-only'] as const
const has = (option: (typeof options)[number]) => process.argv.includes(option)
const say = (line: string) => console.log(line)

/** How long responses in progress may take after SIGTERM, in ms. */
const DRAIN_PATIENCE = 10_000

/** Cleanups, run in reverse order when the process ends, even if startup failed. */
const undo: (() => Promise<void>)[] = []
let demo: Credentials | null = null
let stopping: Promise<void> | undefined

function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    for (const step of undo.toReversed()) await step().catch((error: unknown) => console.error(error))
    process.exit(code)
  })()
  return stopping
}

async function start(): Promise<void> {
  const { dataDir, databaseUrl, clickhouseUrl, clickhouseCluster, baseUrl, host, port, trustProxy, linkTestProxies } =
    config()
  const trust = parseTrustProxy(trustProxy)
  // next-auth and Next.js read these variables.
  process.env.NEXTAUTH_URL = baseUrl
  // With either of these set, next-auth would derive our URL from the request, and emailed links could point elsewhere.
  delete process.env.AUTH_TRUST_HOST
  delete process.env.VERCEL
  process.env.NEXT_TELEMETRY_DISABLED = '1'

  undo.push(await lockDataDir(dataDir))
  refuseHalfRestored(dataDir)
  if (!has('--dev') && !has('--tracker-only')) await ensureBuild(say)

  const database = await openDatabase({
    dataDir,
    url: databaseUrl,
    log: say,
    onHopeless: (error) => {
      console.error(error.message)
      void stop(1)
    },
  })
  undo.push(() => database.close())
  const events = await openEventLog({ dataDir, url: clickhouseUrl, cluster: clickhouseCluster, log: say })
  setEventLog(events)
  undo.push(() => events.close())
  const stores = { dataDir, database, events, embedded: { postgres: !databaseUrl, clickhouse: !clickhouseUrl } }
  undo.push(await takeRequests(dataDir, (target, told) => makeBackup(stores, target, told)))
  const calling = outbound()
  // Another tracker's secret is its own unless AUTH_SECRET is set, so it couldn't sign postbacks.
  const canSign = !has('--tracker-only') || config().authSecret !== undefined
  const postbacks = canSign ? handlePostbacks({ database, events, openSecret: openPostbackSecret }) : undefined
  const calls = startCalls({ database, outbound: calling, postbacks, log: say })
  undo.push(() => calls.stop())
  undo.push(
    startJobs(
      [
        {
          name: 'delete-rate-windows',
          schedule: '*/10 * * * *',
          what: 'deleting rate limit counts of the past',
          work: () => forgetOldWindows(database),
        },
        {
          name: 'delete-old-links',
          schedule: '5-59/10 * * * *',
          what: 'deleting expired email links',
          work: () => forgetOldLinks(database),
        },
        {
          name: 'retry-invitations',
          schedule: '*/5 * * * *',
          what: 'sending invitations again whose email failed',
          work: (signal) => retryInvitations(database, { signal }),
        },
        {
          name: 'retry-mail',
          schedule: '2-59/5 * * * *',
          what: 'sending emails again that failed',
          work: (signal) => retryMail(database, { signal }),
        },
        {
          name: 'switch-off-failing-postbacks',
          schedule: '3-59/10 * * * *',
          what: 'switching off postbacks whose targets keep failing',
          work: (signal) => switchOffFailing(database, { signal }),
        },
        {
          name: 'tidy-up-outgoing-calls',
          schedule: '* * * * *',
          what: 'giving up outgoing calls that wait too long',
          work: () => calls.tidyUp(),
        },
        {
          name: 'approve-held-conversions',
          schedule: '* * * * *',
          what: 'approving conversions whose hold period is over',
          work: (signal) => approveHeld(database, { now: Date.now(), signal }),
        },
        {
          name: 'price-waiting-conversions',
          schedule: '* * * * *',
          what: 'pricing conversions whose exchange rate was missing',
          work: (signal) => priceWaiting(database, events, { signal }),
        },
        {
          name: BULK_JOB,
          schedule: '* * * * *',
          what: 'approving and rejecting conversions in bulk',
          work: (signal) => runBulkUpdates(database, { findPerson: (asked) => findPerson(database, asked), signal }),
        },
        {
          name: 'send-conversions',
          schedule: '* * * * *',
          what: 'sending conversions to the event log that it doesn’t have yet',
          work: (signal) => shipOutbox(database, events, { signal }),
        },
        {
          name: 'test-landing-pages',
          schedule: '*/5 * * * *',
          what: 'testing landing pages that are due',
          work: (signal) =>
            testDuePages({ database, events }, { outbound: calling, proxies: linkTestProxies }, { signal, log: say }),
        },
        {
          name: 'delete-old-clicks',
          schedule: '15 * * * *',
          what: 'deleting clicks past their retention',
          work: (signal) => forgetOldClicks(database, events, { signal }),
        },
        {
          name: 'delete-old-cap-windows',
          schedule: '45 4 * * *',
          what: 'deleting what was used of caps long ago',
          work: (signal) => forgetOldCapWindows(database, { signal }),
        },
        {
          name: 'count-finished-days',
          schedule: '*/10 * * * *',
          what: 'counting days that are over',
          work: (signal) => countFinishedDays(database, events, { signal }),
        },
        {
          name: 'check-roll-ups',
          schedule: '30 3 * * *',
          what: 'comparing the daily roll-ups with the clicks',
          work: (signal) => events.checkRollUps(signal),
        },
      ],
      { connection: database.connection, log: say },
    ),
  )

  if (has('--demo')) {
    const { loadDemo } = await import('@/prisma/demo/load')
    demo = await loadDemo({ database, events, baseUrl, dataDir, onProgress: say })
    if (!demo) say('You already have an organization, so no demo data was loaded.')
  }
  // Another tracker's secret is its own unless AUTH_SECRET is set, so it mustn't encrypt what people read elsewhere.
  if (!has('--tracker-only')) await issueMissingTokens(database)
  const followed = await followCatalog(database, { log: say })
  undo.push(() => followed.close())
  const salts = await openSalts(database, { log: say })
  undo.push(() => salts.close())
  const { lists, close } = await openAddressLists(config(), { log: say })
  undo.push(async () => close())
  const caps = await openCaps({
    database,
    catalog: followed.catalog,
    holder: capHolder(dataDir, say),
    countUsed: (leases, own) => countUsed(events, leases, own),
    log: say,
  })
  undo.push(() => caps.close())
  const recorder = createRecorder({ database, events, catalog: followed.catalog, log: say })
  setRecorder(recorder)
  undo.push(() => recorder.drain())
  const tracker = createTracker({
    catalog: followed.catalog,
    append: (row) => events.append(click, [row]),
    appendImpression: (row) => events.append(impression, [row]),
    salts,
    caps: caps.caps,
    geo: await openGeo(),
    lists,
    calls,
    conversions: { record: (report) => recorder.record(report), append: (row) => events.append(postback, [row]) },
    trustProxy,
    ownHost: new URL(baseUrl).hostname,
    log: say,
  })
  setLinkViews((view) => tracker.report(view))
  undo.push(() => tracker.drain())

  const render = has('--tracker-only') ? noPages : await openPages(port, database)
  const server = createFront({ tracker, render, trust, baseUrl, isDevelopment: has('--dev') })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  undo.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => {
          server.closeAllConnections()
          // That doesn't include the development server's web sockets.
          resolve()
        }, DRAIN_PATIENCE).unref()
      }),
  )
  const isNew = !has('--tracker-only') && (await needsSetup())
  say(`\nTributary is up: ${baseUrl}`)
  if (demo) say(introduction(demo))
  else if (isNew) say(`\n  Create your organization at ${baseUrl}/setup\n  Setup code: ${setupCode()}\n`)
}

/** Sign-in credentials and two commands to try. */
function introduction({ baseUrl, admin, accountManager, publishers: [publisher] }: Credentials): string {
  return `
  Sign in at ${baseUrl}/sign-in
    as an admin            ${admin.email}  ${admin.password}
    as an account manager  ${accountManager.email}  ${accountManager.password}
    as a publisher         ${publisher?.email}  ${publisher?.password}

  Send a click, then read it back:
    curl -i -A 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' '${publisher?.trackingUrl}'
    curl -H 'X-Api-Key: ${publisher?.apiKey}' '${baseUrl}/api/v1/clicks?per_page=3'

  Everyone else’s sign-in details are in ${join(config().dataDir, 'demo.json')}
`
}

async function openPages(port: number, database: Database): Promise<Render> {
  const { default: next } = await import('next')
  // In development, Next.js pushes page updates over a web socket. In production there is none. If Next.js listened for upgrades on our server
  // there, it would leave every request that offers one without a response, clicks included.
  const upgrades = has('--dev') ? undefined : createServer()
  const pages = next({ dev: has('--dev'), hostname: 'localhost', port, httpServer: upgrades })
  await pages.prepare()
  undo.push(() => pages.close())
  const render = pages.getRequestHandler()
  return async (request, response) => {
    if (!(await answerWhileAway(database, request, response))) await render(request, response)
  }
}

const noPages: Render = async (_request, response) => {
  response
    .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
    .end('This process serves only tracking links.\n')
}

const unknownOption = process.argv.slice(2).find((argument) => !options.some((option) => option === argument))
if (unknownOption !== undefined) {
  console.error(`Unknown option ${unknownOption}. Options: ${options.join(', ')}.`)
  process.exit(2)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0))

start().catch((error: unknown) => {
  console.error(explain(error))
  void stop(1)
})
