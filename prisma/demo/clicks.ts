import { NO_ID, type ClickRow } from '@/lib/events/tables'
import { addDays, startOfDay, type Day } from '@/lib/time'
import { anonymousAddress } from '@/lib/tracking/address'
import { eventTime, localDay } from '@/lib/tracking/day'
import { compileTemplate, type Template } from '@/lib/tracking/macros'
import type { Reason } from '@/lib/tracking/reasons'
import { refererOf } from '@/lib/tracking/referer'
import type { Agent } from '@/lib/tracking/user-agent'
import { drawAgent, drawBot } from './agents'
import { DAYS, type DemoCampaign, type DemoOffer, type DemoOrganization, type DemoPublisher } from './catalog'
import { kinds, type LinkParts } from './kinds'
import { addressAt, drawDatacentre, placesOf, type Place } from './places'
import { Random, type Sampler } from './random'
import { planTraffic, type DayOfPublisher } from './traffic'

const HOUR = 60 * 60 * 1000

/** People click a second time in this part of their visits; bots follow most links of a page. */
const CLICKS_PER_VISIT = { people: 1.28, bots: 6 }
/** Visits by somebody who was here before on the same day. */
const RETURNING = 0.12
/** Nobody's day begins earlier in UTC: UTC+14. */
const EARLIEST = 14 * HOUR

type Visitor = { place: Place; agent: Agent; address: string; hash: string; language: string }

/** A click before it is written. Rows are made in order of time, which their texts of time and day are made for. */
type Click = {
  time: number
  visitor: Visitor
  of: DayOfPublisher
  offer: DemoOffer
  campaign: DemoCampaign | undefined
  parts: LinkParts
}

/**
 * The clicks of one organization as the tracker would have written them, in order of time and id, a day at a time.
 * The same seed and last day make the same rows.
 * @param until ms since 1970; what lies behind it has not happened yet
 */
export function* demoClicks(
  organization: DemoOrganization,
  { clicks, lastDay, seed, until }: { clicks: number; lastDay: Day; seed: string; until: number },
): Generator<ClickRow[]> {
  const random = new Random(`${seed}/clicks/${organization.row.slug}`)
  const writer = new Writer(organization, random)
  const firstMoment = startOfDay(addDays(lastDay, 1 - DAYS), organization.plan.timezone).getTime()
  let waiting: Click[] = []
  for (const [index, ofDay] of planTraffic(organization, { clicks, lastDay, seed }).entries()) {
    for (const of of ofDay) writer.plan(of, waiting)
    waiting = waiting.filter(({ time }) => time >= firstMoment && time < until).toSorted((a, b) => a.time - b.time)
    // Days begin at different times: what may still be preceded by clicks of the next local day elsewhere waits for it.
    const final = index === DAYS - 1 ? Infinity : Date.parse(addDays(lastDay, index + 2 - DAYS)) - EARLIEST
    const later = waiting.findIndex(({ time }) => time >= final)
    const ready = later < 0 ? waiting : waiting.slice(0, later)
    waiting = later < 0 ? [] : waiting.slice(later)
    yield writer.write(ready)
  }
}

class Writer {
  readonly #organization: DemoOrganization
  readonly #random: Random
  readonly #templates = new Map<string, Template | undefined>()
  readonly #midnights = new Map<string, number>()
  readonly #approvals = new Map<string, boolean>()
  readonly #publishers = new Map<DemoPublisher, { audience: Sampler<Place>; campaigns: readonly DemoCampaign[] }>()

  constructor(organization: DemoOrganization, random: Random) {
    this.#organization = organization
    this.#random = random
  }

  /** Appends one publisher's day, in no order. */
  plan(of: DayOfPublisher, clicks: Click[]): void {
    const random = this.#random
    const { audience, campaigns } = this.#standing(of.publisher)
    const { plan } = of.publisher
    const traits = kinds[plan.kind]
    const equipment = plan.equipment ?? traits.equipment
    const broadcast = campaigns.findLast(({ sent }) => sent !== null && sent <= of.day)
    const lasting = campaigns.filter(({ sent }) => sent === null)

    const visitors: Visitor[] = []
    for (let visits = random.poisson(of.clicks / CLICKS_PER_VISIT.people); visits > 0; visits--) {
      const known = visitors.length > 0 && random.chance(RETURNING) ? random.pick(visitors) : undefined
      const place = known?.place ?? audience(random)
      const campaign = broadcast && random.chance(0.78) ? broadcast : lasting.length > 0 ? random.pick(lasting) : undefined
      // A newsletter is read in the hours after it was sent.
      const sentToday = campaign !== undefined && campaign.sent === of.day
      const hour = sentToday ? 9 + Math.min(14.9, random.exponential(3.4)) : traits.hours(random) + random.fraction()
      const time = this.#midnight(of.day, place.timezone) + Math.floor(hour * HOUR)
      const visitor = known ?? this.#visitor(place, drawAgent(equipment, place, time, random))
      if (!known) visitors.push(visitor)
      const offer = of.drawOffer(random)
      const parts = traits.link(offer, of.publisher, campaign, random)
      this.#planVisit({ time, visitor, of, offer, campaign, parts }, CLICKS_PER_VISIT.people, 4 * 60_000, clicks)
    }

    for (let visits = random.poisson(of.botClicks / CLICKS_PER_VISIT.bots); visits > 0; visits--) {
      const place = drawDatacentre(random)
      const time = this.#midnight(of.day, place.timezone) + random.below(24 * HOUR)
      const visitor = { ...this.#visitor(place, drawBot(time, random)), language: '' }
      const offer = of.drawOffer(random)
      const parts = { ...traits.link(offer, of.publisher, undefined, random), referer: '' }
      this.#planVisit({ time, visitor, of, offer, campaign: undefined, parts }, CLICKS_PER_VISIT.bots, 4_000, clicks)
    }
  }

  /** The first click of a visit and those that follow, `pause` ms apart on average. */
  #planVisit(visit: Click, mean: number, pause: number, clicks: Click[]): void {
    const random = this.#random
    let { time, offer } = visit
    for (;;) {
      clicks.push({ ...visit, time, offer })
      if (!random.chance(1 - 1 / mean)) return
      time += 1000 + Math.floor(random.exponential(pause))
      if (random.chance(0.4)) offer = visit.of.drawOffer(random)
    }
  }

  #visitor(place: Place, agent: Agent): Visitor {
    const random = this.#random
    const [first = '', other = first] = place.languages
    const hash = (BigInt(random.bits()) << 32n) | BigInt(random.bits())
    return {
      place,
      agent,
      address: addressAt(place, random),
      hash: hash.toString(),
      language: random.chance(0.9) ? first : other,
    }
  }

  /** @param clicks in order of time */
  write(clicks: readonly Click[]): ClickRow[] {
    const rows = clicks.map((click) => this.#row(click))
    // Ids differ within a millisecond only.
    return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  #row({ time, visitor, of, offer, campaign, parts }: Click): ClickRow {
    const random = this.#random
    const { row: organization } = this.#organization
    const { place, agent } = visitor
    const { publisher } = of
    const [page, reason] = this.#screen(of, offer)
    const referer = refererOf(parts.referer)
    const [subId = '', subId2 = '', subId3 = ''] = parts.subIds
    const { payoutType, payout, revenue } = offer.row
    const paid = payoutType === 'CPC' && reason === '' && !agent.bot
    const row = {
      organization: organization.id,
      id: random.uuid(time),
      time: eventTime(time),
      day: localDay(this.#organization.plan.timezone, time),
      publisher: publisher.row.incrementalId,
      advertiser: offer.advertiser.row.incrementalId,
      network: offer.advertiser.network,
      offer: offer.row.incrementalId,
      landing_page: page?.incrementalId ?? 0,
      link: '',
      domain: '',
      key: '',
      url: '',
      campaign: campaign?.row.id ?? NO_ID,
      channel: campaign?.row.channel ?? '',
      customer: '',
      external_user: '',
      tenant: '',
      folder: '',
      tags: [],
      trigger: parts.trigger ?? 'link',
      sub_id: subId,
      sub_id_2: subId2,
      sub_id_3: subId3,
      sub_id_4: '',
      sub_id_5: '',
      sub_id_6: '',
      external_transaction: parts.externalTransaction ?? '',
      extra: parts.extra ?? {},
      continent: place.continent,
      country: place.country,
      region: place.region,
      city: place.city,
      latitude: place.latitude,
      longitude: place.longitude,
      timezone: place.timezone,
      device: agent.device,
      browser: agent.browser,
      browser_version: agent.browserVersion,
      os: agent.os,
      os_version: agent.osVersion,
      user_agent: agent.userAgent,
      language: visitor.language,
      referer_host: referer.host,
      referer: referer.url,
      utm_source: parts.utm?.source ?? '',
      utm_medium: parts.utm?.medium ?? '',
      utm_campaign: parts.utm?.campaign ?? '',
      utm_term: parts.utm?.term ?? '',
      utm_content: parts.utm?.content ?? '',
      ip: this.#organization.plan.ipStorage === 'full' ? visitor.address : anonymousAddress(visitor.address),
      visitor: visitor.hash,
      bot: agent.bot,
      status: reason === '' ? 'Approved' : 'Rejected',
      reason,
      payout: paid ? payout : '0',
      revenue: paid ? revenue : '0',
      currency: offer.row.currency,
    } satisfies ClickRow
    const target = reason === '' ? page?.redirectUrl : offer.row.fallbackUrl
    const source = { click: row, now: time, publisherSlug: publisher.row.slug, campaign: campaign?.row.externalId ?? '' }
    row.url = target ? (this.#template(target)?.fill(source) ?? '') : ''
    return row
  }

  /** The landing page that the link leads to, and why the click is rejected, as lib/tracking/screen.ts decides. */
  #screen(
    { publisher, off, left }: DayOfPublisher,
    offer: DemoOffer,
  ): [DemoOffer['landingPages'][number] | undefined, Reason | ''] {
    const random = this.#random
    const active = offer.landingPages.filter((page) => page.active)
    const page = active.length > 1 && random.chance(0.35) ? random.pick(active) : active[0]
    if (off.has(offer)) return [page, 'offer_inactive']
    if (left) return [page, 'publisher_inactive']
    if (!this.#approved(publisher, offer)) return [page, 'offer_not_approved']
    const old = offer.landingPages.find((candidate) => !candidate.active)
    if (old && random.chance(0.04)) return [old, 'landing_page_inactive']
    if (offer.row.deepLinkEnabled && random.chance(0.008)) return [page, 'redirect_not_allowed']
    return [page, '']
  }

  #approved(publisher: DemoPublisher, offer: DemoOffer): boolean {
    if (offer.row.visibility === 'Public') return true
    const key = `${offer.row.id} ${publisher.row.id}`
    let approved = this.#approvals.get(key)
    if (approved === undefined) {
      const found = this.#organization.approvals.find(
        ({ offerId, publisherId }) => offerId === offer.row.id && publisherId === publisher.row.id,
      )
      approved = found?.status === 'Approved'
      this.#approvals.set(key, approved)
    }
    return approved
  }

  #standing(publisher: DemoPublisher) {
    let standing = this.#publishers.get(publisher)
    if (!standing) {
      const campaigns = this.#organization.campaigns.filter((campaign) => campaign.publisher === publisher)
      this.#publishers.set(publisher, (standing = { audience: placesOf(publisher.plan.audience), campaigns }))
    }
    return standing
  }

  #template(url: string): Template | undefined {
    let template = this.#templates.get(url)
    if (!template) this.#templates.set(url, (template = compileTemplate(url)))
    return template
  }

  #midnight(day: Day, timezone: string): number {
    const key = `${day} ${timezone}`
    let midnight = this.#midnights.get(key)
    if (midnight === undefined) this.#midnights.set(key, (midnight = startOfDay(day, timezone).getTime()))
    return midnight
  }
}
