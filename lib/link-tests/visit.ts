import type { Journey, Outbound } from '@/lib/outbound/client'
import { NO_ID } from '@/lib/events/tables'
import { compileTemplate, type MacroSource } from '@/lib/macros'
import { profileOf, type DeviceProfile } from './devices'
import { domainOf, type HopRecord } from './hops'
import type { LinkTestReason, LinkTestStatus } from './reasons'

/** A landing page to be tested, with what its tests are filled in and stored with. */
export type TestedPage = {
  id: string
  incrementalId: number
  name: string
  redirectUrl: string
  countries: readonly string[]
  devices: readonly string[]
  expectedDomain: string
  organizationId: string
  timezone: string
  integrationId: string
  offer: { id: string; incrementalId: number; name: string }
  advertiser: { incrementalId: number; managerId: string | null }
  /** The advertiser's network; 0 without one. */
  network: number
}

/** One visit of a landing page: from a country ('' for the server's own place), with a device. */
export type Visit = { country: string; device: string }

export type VisitResult = Visit & {
  time: Date
  url: string
  status: LinkTestStatus
  reason: LinkTestReason | ''
  /** What happened, in words; '' if it went well. */
  message: string
  hops: readonly HopRecord[]
  /** In ms. */
  duration: number
}

/** What visits are made with. */
export type Visitor = {
  outbound: Pick<Outbound, 'follow'>
  /** The operator's proxies by country. */
  proxies: ReadonlyMap<string, URL>
  now?: () => Date
}

/** For all hops of a visit together, in ms. */
const TIMEOUT = 20_000
/** Browsers follow 20. Visitors of more than 10 have left. */
const MOST_REDIRECTS = 10

type Verdict = Pick<VisitResult, 'status' | 'reason' | 'message'>

/** Visits a landing page the way a visitor would, and says how that went. */
export async function visit(
  { outbound, proxies, now = () => new Date() }: Visitor,
  page: TestedPage,
  { country, device }: Visit,
): Promise<VisitResult> {
  const time = now()
  const profile = profileOf(device)
  const url = filledUrl(page, country, profile, time)
  const result = (verdict: Verdict, hops: readonly HopRecord[] = []): VisitResult => ({
    time,
    country,
    device,
    url,
    hops,
    duration: hops.reduce((sum, hop) => sum + hop.duration, 0),
    ...verdict,
  })
  const proxy = proxies.get(country)
  if (!profile)
    return result(
      skipped('unknown_device', `“${device}” isn’t a device that tests know: use desktop, phone, android, or tablet.`),
    )
  if (country !== '' && !proxy)
    return result(skipped('no_proxy', `There’s no proxy for ${country}. Operators can add one with LINK_TEST_PROXIES.`))
  const journey = await outbound.follow(url, {
    headers: {
      'User-Agent': profile.userAgent,
      Accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'Accept-Language': 'en',
    },
    timeout: TIMEOUT,
    mostRedirects: MOST_REDIRECTS,
    ...(proxy && { proxy }),
  })
  return result(verdictOf(journey, page.expectedDomain), journey.hops)
}

const skipped = (reason: LinkTestReason, message: string): Verdict => ({ status: 'Skipped', reason, message })
const failed = (reason: LinkTestReason, message: string): Verdict => ({ status: 'Failed', reason, message })

/** How a visit went. */
export function verdictOf({ hops, failure }: Journey, expectedDomain: string): Verdict {
  if (failure) {
    // That says nothing about the page.
    if (failure.reason === 'proxy') return skipped('proxy', failure.message)
    return failed(failure.reason, failure.message)
  }
  const last = hops.at(-1)
  const domain = domainOf(last?.url ?? '')
  const status = last?.status ?? 0
  if (status >= 500) return failed('server_error', `${domain} answered with status ${status}.`)
  if (status >= 400) return failed('client_error', `${domain} answered with status ${status}.`)
  if (expectedDomain !== '' && domain !== expectedDomain && !domain.endsWith(`.${expectedDomain}`))
    return failed('unexpected_domain', `It ended on ${domain} instead of ${expectedDomain}.`)
  return { status: 'Success', reason: '', message: '' }
}

/** The page's URL with its macros filled as for a preview: there's no click, and no publisher. */
function filledUrl(page: TestedPage, country: string, profile: DeviceProfile | undefined, time: Date): string {
  return compileTemplate(page.redirectUrl)?.fill(previewOf(page, country, profile, time)) ?? page.redirectUrl
}

const nothing = {
  sub_id: '',
  sub_id_2: '',
  sub_id_3: '',
  sub_id_4: '',
  sub_id_5: '',
  sub_id_6: '',
  utm_source: '',
  utm_medium: '',
  utm_campaign: '',
  utm_term: '',
  utm_content: '',
  external_transaction: '',
  region: '',
  city: '',
  publisher: 0,
} as const

function previewOf(page: TestedPage, country: string, profile: DeviceProfile | undefined, time: Date): MacroSource {
  return {
    click: {
      ...nothing,
      id: NO_ID,
      offer: page.offer.incrementalId,
      advertiser: page.advertiser.incrementalId,
      network: page.network,
      landing_page: page.incrementalId,
      country,
      device: profile?.device ?? '',
      os: profile?.os ?? '',
      browser: profile?.browser ?? '',
      language: 'en',
    },
    now: time.getTime(),
    publisherSlug: '',
    campaign: '',
  }
}
