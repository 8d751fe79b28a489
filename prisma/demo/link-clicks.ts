import { OrganizationCatalog } from '@/lib/catalog/records'
import { linkRecord } from '@/lib/catalog/short-link-records'
import type { ClickRow } from '@/lib/events/tables'
import { addDays, startOfDay, type Day } from '@/lib/time'
import { clickOf, recordedUrl, settle } from '@/lib/tracking/click'
import { sourceOf } from '@/lib/tracking/outgoing'
import { Query } from '@/lib/tracking/query'
import type { ShortLink } from '@/lib/tracking/resolve'
import { screenShort } from '@/lib/tracking/screen'
import { drawAgent, drawBot } from './agents'
import { DAYS, type DemoOrganization } from './catalog'
import { addressAt, drawDatacentre, placesOf, writeAddress } from './places'
import { Random } from './random'
import type { DemoLink, LinkTraffic } from './short-links'

const DAY = 24 * 60 * 60 * 1000
/** The number of clicks for which links have as many as their plans say. */
const USUAL = 500_000
/** Bots per click by a person. */
const BOTS = 0.06

const referrers = ['', '', '', 'https://www.linkedin.com/', 'https://www.instagram.com/', 'https://news.example/']
const audience = placesOf({ DE: 52, AT: 12, CH: 9, FR: 9, GB: 8, US: 10 })

type Options = { clicks: number; lastDay: Day; seed: string; until: number }

/** The clicks on an organization's own links, as trackers record them. */
export function linkClicks(demo: DemoOrganization, { clicks, lastDay, seed, until }: Options): ClickRow[] {
  const random = new Random(`${seed}/link-clicks/${demo.row.slug}`)
  return demo.shortLinks.links.flatMap((one) => {
    const { traffic, row } = one
    if (!traffic) return []
    const link = linkOf(demo, one)
    const days = Array.from({ length: DAYS }, (_, index) => addDays(lastDay, index + 1 - DAYS))
    return days.flatMap((day, index) => {
      const start = startOfDay(day, demo.plan.timezone).getTime()
      // Weekends are quiet.
      const factor = [0, 6].includes(new Date(day).getUTCDay()) ? 0.55 : 1
      const expected = ((traffic.daily * clicks) / USUAL) * factor * (0.7 + (0.6 * index) / DAYS)
      const times = Array.from({ length: random.poisson(expected * (1 + BOTS)) }, () =>
        Math.floor(start + DAY * (0.3 + 0.55 * random.fraction())),
      )
      return times
        .map((time) => clickAt(time, link, traffic, random))
        .filter(({ time }) => {
          const at = Date.parse(`${time.replace(' ', 'T')}Z`)
          return at < until && at >= (row.createdAt?.getTime() ?? 0)
        })
    })
  })
}

function clickAt(time: number, link: ShortLink, { scans = 0 }: LinkTraffic, random: Random): ClickRow {
  const isBot = random.chance(BOTS)
  const isScan = !isBot && random.chance(scans)
  const place = isBot ? drawDatacentre(random) : audience(random)
  const agent = isBot ? drawBot(time, random) : drawAgent({ phones: isScan ? 1 : 0.55 }, place, time, random)
  const query = new Query(isScan ? '/?qr=1' : '/')
  const row = clickOf(
    {
      id: random.uuid(time),
      now: time,
      headers: {
        'user-agent': agent.userAgent,
        'accept-language': isBot ? '' : random.pick(place.languages),
        referer: isScan || isBot ? '' : random.pick(referrers),
      },
      address: writeAddress(addressAt(place, random)),
      query,
      link,
    },
    { geo: { locate: () => place }, salts: { salt: (day) => day } },
  )
  const verdict = screenShort(link, row, query, time)
  settle(row, link, verdict)
  const location = verdict.destination?.fill(sourceOf(row, time, link))
  if (location !== undefined) row.url = recordedUrl(location)
  return row
}

/** A link as trackers know it. */
function linkOf({ row: { id, ...organization }, groups }: DemoOrganization, { row, tagIds }: DemoLink): ShortLink {
  const known = Object.assign(new OrganizationCatalog(id), organization)
  const domain = groups.trackingDomains.find(({ host }) => host === row.domain)
  const time = (at: Date | null | undefined) => at?.getTime() ?? null
  const short = linkRecord(row.id, id, row.domain, {
    key: row.key,
    url: row.url ?? '',
    folderId: row.folderId ?? '',
    tags: tagIds,
    trackConversion: row.trackConversion ?? false,
    expiresAt: time(row.expiresAt),
    expiredUrl: row.expiredUrl ?? null,
    utmSource: row.utmSource ?? '',
    utmMedium: row.utmMedium ?? '',
    utmCampaign: row.utmCampaign ?? '',
    ios: row.ios ?? null,
    android: row.android ?? null,
    geo: row.geo ?? {},
    devices: row.devices ?? {},
    testVariants: row.testVariants ?? [],
    testStartedAt: time(row.testStartedAt),
  })
  return {
    organization: known,
    domain: domain && {
      id: domain.id,
      organizationId: id,
      host: domain.host,
      isCaseSensitive: false,
      expiredUrl: null,
      notFoundUrl: null,
      active: true,
      publishers: null,
    },
    campaign: undefined,
    offer: undefined,
    advertiser: undefined,
    network: undefined,
    publisher: undefined,
    short,
  }
}
