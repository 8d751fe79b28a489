import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { messageOf } from '@/lib/message-of'
import { HostQueues } from '@/lib/outbound/host-queues'
import { parseUrl } from '@/lib/url'
import { findTestedPages } from './pages'
import { visitsOf } from './plan'
import { recordTest, type Stores } from './record'
import { visit, type TestedPage, type Visitor, type VisitResult } from './visit'

/** How long a process has a page that it takes, in seconds. Then another one may test it. */
const LEASE = 1800
/** How long a page's visits may take, in ms. Those that haven't begun by then wait for the next test. */
const LONGEST_PAGE = 600_000
/** One page per host at a time, so that tests are no burden to it. */
const LIMITS = { each: 1, waiting: 40, all: 8 }
/** Pages that are taken at once. */
const BATCH = 100

type Taken = TestedPage & { host: string; until: number }

/**
 * Tests landing pages that are due, until none are. What's under way when it stops, or when the process dies, is due again once its lease ends; what
 * hasn't begun, right away.
 */
export async function testDuePages(
  stores: Stores,
  visitor: Visitor,
  {
    signal = new AbortController().signal,
    pause = 500,
    log = console.error,
  }: { signal?: AbortSignal; pause?: number; log?: (line: string) => void } = {},
): Promise<void> {
  const { database } = stores
  const now = visitor.now ?? (() => new Date())
  const queues = new HostQueues<Taken>(async (page) => {
    // By now, another process may have it.
    if (signal.aborted || now().getTime() > page.until) return
    await testPage(stores, visitor, page, signal).catch((error: unknown) =>
      log(`The landing page ${page.id} couldn't be tested, so that's tried again later: ${messageOf(error)}`),
    )
  }, LIMITS)
  while (!signal.aborted) {
    const room = BATCH - queues.size
    const due = room > 0 ? await takeDue(database, room, now()) : []
    const until = now().getTime() + LEASE * 1000
    const left: TestedPage[] = []
    for (const page of due)
      if (!queues.add({ ...page, host: parseUrl(page.redirectUrl)?.host ?? '', until })) left.push(page)
    // Its host has enough to do. Others may not.
    await putOff(database, left, new Date(now().getTime() + 300_000))
    if (due.length === 0 && queues.size === 0) return
    await Promise.race([queues.idle(), sleep(pause, undefined, { signal, ref: false }).catch(() => {})])
  }
  await putOff(database, queues.clear(), now())
}

async function testPage(stores: Stores, visitor: Visitor, page: TestedPage, signal: AbortSignal): Promise<void> {
  const end = Date.now() + LONGEST_PAGE
  const results: VisitResult[] = []
  for (const place of visitsOf(page, visitor.proxies)) {
    if (signal.aborted || (Date.now() > end && results.length > 0)) break
    results.push(await visit(visitor, page, place))
  }
  if (!signal.aborted)
    await recordTest(stores, page, { trigger: 'schedule', results, now: (visitor.now ?? (() => new Date()))() })
}

const taken = z.array(z.object({ id: z.uuid() }))

/** Takes pages that are due for this process: those that were never tested first, then by how long they've been due. */
async function takeDue({ prisma }: Database, most: number, now: Date): Promise<TestedPage[]> {
  const until = new Date(now.getTime() + LEASE * 1000)
  const ids = taken.parse(
    await prisma.$queryRaw`
      WITH due AS (
        SELECT page."organizationId", page."id" FROM "LandingPage" page
        JOIN "Offer" offer ON offer."id" = page."offerId"
        LEFT JOIN "LandingPageHealth" health
          ON health."organizationId" = page."organizationId" AND health."landingPageId" = page."id"
        WHERE page."linkTestEnabled" AND page."active" AND NOT page."archived" AND offer."active" AND NOT offer."archived"
          AND coalesce(health."dueAt" <= ${now}, true)
        ORDER BY health."dueAt" NULLS FIRST, page."id" LIMIT ${most}
      )
      INSERT INTO "LandingPageHealth" AS health ("organizationId", "landingPageId", "dueAt")
      SELECT "organizationId", "id", ${until} FROM due ORDER BY 1, 2
      ON CONFLICT ("organizationId", "landingPageId") DO UPDATE SET "dueAt" = excluded."dueAt" WHERE health."dueAt" <= ${now}
      RETURNING "landingPageId"::text AS id`,
  )
  return findTestedPages(prisma, { id: { in: ids.map(({ id }) => id) } })
}

async function putOff({ prisma }: Database, pages: readonly TestedPage[], dueAt: Date): Promise<void> {
  if (pages.length === 0) return
  await prisma.$executeRaw`
    UPDATE "LandingPageHealth" SET "dueAt" = ${dueAt} WHERE "landingPageId" = ANY(${pages.map(({ id }) => id)}::uuid[])`
}
