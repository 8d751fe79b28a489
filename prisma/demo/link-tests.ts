import type { LinkTestRow } from '@/lib/events/tables'
import { healthAfter, unknownHealth } from '@/lib/link-tests/health'
import { nextDue, visitsOf } from '@/lib/link-tests/plan'
import { rowsOf } from '@/lib/link-tests/record'
import { visit, type TestedPage } from '@/lib/link-tests/visit'
import type { Hop, Journey } from '@/lib/outbound/client'
import type { DemoOffer, DemoOrganization } from './catalog'
import { Random } from './random'

// A month of link tests. What a test makes of an answer is the product's own; only the answers are invented, because the demo calls nobody.

const DAYS = 30
const DAY = 24 * 60 * 60 * 1000
/** The demo's pages aren't on the internet, so the schedule never gets to them. */
const NEVER = new Date('2100-01-01T00:00:00Z')
const proxies = new Map([
  ['DE', new URL('http://de.proxy.example:8080')],
  ['US', new URL('http://us.proxy.example:8080')],
])

export type DemoHealth = {
  landingPageId: string
  status: string | null
  reason: string
  message: string
  failures: number
  testedAt: Date
  run: string
  brokenSince: Date | null
  dueAt: Date
}
export type DemoLinkTests = { rows: LinkTestRow[]; health: DemoHealth[] }

/** How a page does: most are fine, some are down now and then, one is broken, and one was for a while. */
type Mood = 'fine' | 'flaky' | 'broken' | 'was broken' | 'parked'

/** The tests of an organization's landing pages until now, and what's known about each page. */
export async function demoLinkTests(
  { plan, row: organization, offers }: DemoOrganization,
  { seed, now }: { seed: string; now: Date },
): Promise<DemoLinkTests> {
  const random = new Random(`${seed}/link-tests/${plan.slug}`)
  const rows: LinkTestRow[] = []
  const health: DemoHealth[] = []
  let position = 0
  for (const offer of offers) {
    if (offer.row.active === false) continue
    for (const landingPage of offer.landingPages) {
      if (!landingPage.linkTestEnabled) continue
      const page = testedPage(offer, landingPage, { organizationId: organization.id, timezone: plan.timezone })
      const mood = moods[position++ % moods.length] ?? 'fine'
      const tests = await testsOf(page, mood, random, now)
      rows.push(...tests.rows)
      if (tests.health) health.push(tests.health)
    }
  }
  return { rows, health }
}

const moods: readonly Mood[] = [
  'fine',
  'flaky',
  'fine',
  'broken',
  ...Array.from({ length: 6 }, (): Mood => 'fine'),
  'was broken',
  ...Array.from({ length: 5 }, (): Mood => 'fine'),
  'parked',
  'flaky',
]

async function testsOf(page: TestedPage, mood: Mood, random: Random, now: Date) {
  const rows: LinkTestRow[] = []
  let health = unknownHealth
  let last: DemoHealth | null = null
  const start = new Date(now.getTime() - DAYS * DAY)
  for (let time = nextDue(page.id, 0, start); time < now; time = nextDue(page.id, health.failures, time)) {
    const age = (now.getTime() - time.getTime()) / DAY
    const results = []
    // A page's visits come one after the other.
    let at = time
    for (const place of visitsOf(page, proxies)) {
      const journey = journeyOf(page, mood, age, random)
      const moment = at
      const visitor = {
        proxies,
        now: () => moment,
        outbound: { follow: async (url: string) => journeyFrom(url, journey) },
      }
      const result = await visit(visitor, page, place)
      results.push(result)
      at = new Date(at.getTime() + result.duration)
    }
    const run = random.uuid(time.getTime())
    rows.push(...rowsOf(page, run, 'schedule', results))
    health = healthAfter(health, results, at).after
    last = { ...health, landingPageId: page.id, testedAt: at, run, dueAt: NEVER }
  }
  return { rows, health: last }
}

/** What a visit runs into. */
type Obstacle = { status: number; domain?: string; failure?: NonNullable<Journey['failure']> }

function journeyOf(page: TestedPage, mood: Mood, age: number, random: Random): Obstacle & { durations: number[] } {
  const durations = [random.between(40, 180), random.between(60, 240), random.between(120, 700)].map(Math.round)
  return { durations, ...obstacleOf(page, mood, age, random) }
}

function obstacleOf(page: TestedPage, mood: Mood, age: number, random: Random): Obstacle {
  if (mood === 'broken' && age < 1.4) return { status: 404 }
  if (mood === 'parked' && age < 4) return { status: 200, domain: 'parked-domains.example' }
  if (mood === 'was broken' && age > 9 && age < 11.2)
    return {
      status: 0,
      failure: { reason: 'tls', message: `The certificate of ${page.expectedDomain} has expired.` },
    }
  if (mood === 'flaky' && random.chance(0.06))
    return random.chance(0.5)
      ? { status: 503 }
      : { status: 0, failure: { reason: 'timeout', message: `${page.expectedDomain} didn’t answer within 20 s.` } }
  return { status: 200 }
}

/** The hops of a visit: the network's redirect, if there's one, then the advertiser's site. */
function journeyFrom(url: string, { status, domain, failure, durations }: ReturnType<typeof journeyOf>): Journey {
  const start = new URL(url)
  const target = start.searchParams.get('to')
  const [first = 0, second = 0, third = 0] = durations
  const hop = (to: string, answer: number, duration: number): Hop => ({
    url: to,
    status: answer,
    tls: 'TLSv1.3',
    duration,
    error: '',
  })
  const before = target === null ? [] : [hop(url, 302, first), hop(target.replace('www.', ''), 301, second)]
  const page = target ?? url
  if (failure) {
    const duration = failure.reason === 'timeout' ? 20_000 : third
    return { hops: [...before, { ...hop(page, 0, duration), tls: '', error: failure.message }], failure }
  }
  const end = domain === undefined ? [] : [hop(page, 302, second)]
  return {
    hops: [...before, ...end, hop(domain === undefined ? page : `https://${domain}/`, status, third)],
    failure: null,
  }
}

function testedPage(
  { row: offer, advertiser }: DemoOffer,
  page: DemoOffer['landingPages'][number],
  organization: { organizationId: string; timezone: string },
): TestedPage {
  return {
    ...organization,
    id: page.id,
    incrementalId: page.incrementalId,
    name: page.name,
    redirectUrl: page.redirectUrl,
    countries: page.linkTestCountries ?? [],
    devices: page.linkTestDevices ?? [],
    expectedDomain: page.linkTestExpectedDomain ?? '',
    integrationId: offer.integrationId,
    offer: { id: offer.id, incrementalId: offer.incrementalId, name: offer.name },
    advertiser: { incrementalId: advertiser.row.incrementalId, managerId: null },
    network: advertiser.network,
  }
}
