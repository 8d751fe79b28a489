import { emptyLists } from '@/lib/address-lists'
import type { FraudFilterGroupRecord } from '@/lib/catalog/records'
import { storedFilters } from '@/lib/catalog/stored'
import { createFraudFilter } from '@/lib/tracking/fraud'
import { targeting as targetingRule, type Targeting } from '@/lib/catalog/rules/targeting'
import { addDays, startOfDay, type Day } from '@/lib/time'
import type { Reason } from '@/lib/tracking/reasons'
import { mismatch, type Targeted } from '@/lib/catalog/targeting'
import type { Agent } from '@/lib/tracking/user-agent'
import { drawAgent, drawBot } from './agents'
import { DAYS, type DemoCampaign, type DemoOffer, type DemoOrganization, type DemoPublisher } from './catalog'
import { kinds, type LinkParts } from './kinds'
import { addressAt, allPlaces, drawDatacentre, placesOf, type Place } from './places'
import { Random, type Sampler } from './random'
import { linkFinder } from './short-links'
import { planTraffic, type DayOfPublisher } from './traffic'

const HOUR = 60 * 60 * 1000

/** Average clicks per visit. Few people click twice; bots follow most links on a page. */
const CLICKS_PER_VISIT = { people: 1.28, bots: 6 }
/** Share of visits by people who were here earlier the same day. */
const RETURNING = 0.12
/** One in so many visitors speaks a language that isn't that of the country, or says so. */
const FOREIGNERS = 40
const FOREIGN = 'vi'
/** How long before UTC the earliest local day starts: UTC+14. */
const EARLIEST = 14 * HOUR

type Visitor = { number: number; place: Place; agent: Agent; address: number; language: string }

type Click = {
  time: number
  visitor: Visitor
  of: DayOfPublisher
  offer: DemoOffer
  campaign: DemoCampaign | undefined
  parts: LinkParts
}

/** A click in numbers, which the store spells out (prisma/demo/spell-out.ts). Building and sending whole rows took four times as long. */
export type ShortClick = {
  /** Unique within the organization. */
  number: number
  /** ms since 1970 */
  time: number
  publisher: number
  /** The landing page, which belongs to one offer. */
  page: number
  reason: Reason | ''
  /** The fraud filters that caught it. */
  flags: readonly string[]
  /** The organization's campaigns are numbered from 1; 0 means none. */
  campaign: number
  /** The number of the short link, in order, or 0. */
  link: number
  /** Index in allPlaces. */
  place: number
  /** Index in the list of agents. */
  agent: number
  address: number
  visitor: number
  language: string
  trigger: 'link' | 'qr'
  referer: string
  subIds: readonly string[]
  externalTransaction: string
  utm: readonly string[]
  extra: Readonly<Record<string, string>>
}

/** Items that clicks refer to by index. */
export class Register<T> {
  readonly list: T[]
  readonly #indices: Map<T, number>

  constructor(list: readonly T[] = []) {
    this.list = [...list]
    this.#indices = new Map(list.map((item, index) => [item, index]))
  }

  indexOf(item: T): number {
    let index = this.#indices.get(item)
    if (index === undefined) {
      index = this.list.push(item) - 1
      this.#indices.set(item, index)
    }
    return index
  }
}

const placeRegister = new Register(allPlaces)

/**
 * One organization's clicks in order of time, a day at a time. The same seed and last day produce the same clicks.
 * @param until ms since 1970; clicks after this haven't happened yet
 * @param agents receives the browsers that occur
 */
export function* demoClicks(
  organization: DemoOrganization,
  {
    clicks,
    lastDay,
    seed,
    until,
    agents,
  }: { clicks: number; lastDay: Day; seed: string; until: number; agents: Register<Agent> },
): Generator<ShortClick[]> {
  const random = new Random(`${seed}/clicks/${organization.row.slug}`)
  const writer = new Writer(organization, random, agents)
  const firstMoment = startOfDay(addDays(lastDay, 1 - DAYS), organization.plan.timezone).getTime()
  let waiting: Click[] = []
  for (const [index, ofDay] of planTraffic(organization, { clicks, lastDay, seed }).entries()) {
    for (const of of ofDay) writer.plan(of, waiting)
    waiting = waiting.filter(({ time }) => time >= firstMoment && time < until).toSorted((a, b) => a.time - b.time)
    // Local days start at different times, so hold back clicks that may come after clicks of the next local day elsewhere.
    const final = index === DAYS - 1 ? Infinity : Date.parse(addDays(lastDay, index + 2 - DAYS)) - EARLIEST
    const later = waiting.findIndex(({ time }) => time >= final)
    const ready = later < 0 ? waiting : waiting.slice(0, later)
    waiting = later < 0 ? [] : waiting.slice(later)
    yield ready.map((click) => writer.write(click))
  }
}

class Writer {
  readonly #organization: DemoOrganization
  readonly #random: Random
  readonly #agents: Register<Agent>
  readonly #campaigns: Register<DemoCampaign>
  readonly #linkOf: ReturnType<typeof linkFinder>
  #clicks = 0
  #visitors = 0
  readonly #midnights = new Map<string, number>()
  readonly #approvals = new Map<string, boolean>()
  readonly #targeting: ReadonlyMap<DemoOffer, Targeting>
  /** Since when each sub ID has been blocked. */
  readonly #blocks: ReadonlyMap<string, number>
  readonly #catches = createFraudFilter(emptyLists())
  readonly #groups: ReadonlyMap<DemoOffer, readonly FraudFilterGroupRecord[]>
  readonly #publishers = new Map<DemoPublisher, { audience: Sampler<Place>; campaigns: readonly DemoCampaign[] }>()

  constructor(organization: DemoOrganization, random: Random, agents: Register<Agent>) {
    this.#organization = organization
    this.#random = random
    this.#agents = agents
    this.#campaigns = new Register(organization.campaigns)
    this.#linkOf = linkFinder(organization.shortLinks.links)
    const { groups, terms, termsPlan } = organization
    const filters = termsPlan.fraudFilterGroups.flatMap((planned, index) => {
      const group = groups.fraudFilterGroups[index]
      if (!group || planned.archived) return []
      const record = { id: group.id, active: group.active ?? true, filters: storedFilters(group.filters) }
      return [{ offers: new Set(planned.offers), record }]
    })
    this.#groups = new Map(
      organization.offers.map((offer) => [
        offer,
        filters.flatMap(({ offers, record }) => (offers.has(offer.row.name) ? [record] : [])),
      ]),
    )
    this.#targeting = new Map(
      organization.offers.flatMap((offer): [DemoOffer, Targeting][] => {
        const { targetingGroupId, simpleTargeting } = offer.row
        const group = groups.targetingGroups.find(({ id }) => id === targetingGroupId)
        const of = group?.targeting ?? simpleTargeting
        return of ? [[offer, targetingRule.parse(of)]] : []
      }),
    )
    this.#blocks = new Map(
      terms.blockedSubIds.flatMap(({ publisherId, offerId, subId, createdAt, archivedAt }) =>
        archivedAt ? [] : [[`${publisherId} ${offerId} ${subId}`, createdAt.getTime()]],
      ),
    )
  }

  /** Appends one publisher's day, unsorted. */
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
      const campaign =
        broadcast && random.chance(0.78) ? broadcast : lasting.length > 0 ? random.pick(lasting) : undefined
      // A newsletter is read in the hours after it's sent.
      const sentToday = campaign !== undefined && campaign.sent === of.day
      const hour = sentToday ? 9 + (random.exponential(3.4) % 14.9) : traits.hours(random) + random.fraction()
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

  /** The first click of a visit and any that follow, `pause` ms apart on average. */
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
    const number = ++this.#visitors
    const spoken = random.chance(0.9) ? first : other
    const language = number % FOREIGNERS === 0 ? FOREIGN : spoken
    return { number, place, agent, address: addressAt(place, random), language }
  }

  write({ time, visitor, of, offer, campaign, parts }: Click): ShortClick {
    const [page, outcome] = this.#screen(of, offer, { time, visitor, subId: parts.subIds[0] ?? '' })
    const { flags, reason } = this.#filter(outcome, { time, visitor, of, offer, parts })
    const { source = '', medium = '', campaign: name = '', term = '', content = '' } = parts.utm ?? {}
    return {
      number: ++this.#clicks,
      time,
      publisher: of.publisher.row.incrementalId,
      page: page?.incrementalId ?? 0,
      reason,
      flags,
      campaign: campaign ? this.#campaigns.indexOf(campaign) + 1 : 0,
      link: this.#linkOf(visitor.number, of.publisher, offer, campaign),
      place: placeRegister.indexOf(visitor.place),
      agent: this.#agents.indexOf(visitor.agent),
      address: visitor.address,
      visitor: visitor.number,
      language: visitor.language,
      trigger: parts.trigger ?? 'link',
      referer: parts.referer,
      subIds: parts.subIds,
      externalTransaction: parts.externalTransaction ?? '',
      utm: parts.utm ? [source, medium, name, term, content] : [],
      extra: parts.extra ?? {},
    }
  }

  /** The landing page the link leads to, and why the click is rejected if it is, following lib/tracking/screen.ts. */
  #screen(
    { publisher, off, left }: DayOfPublisher,
    offer: DemoOffer,
    { time, visitor, subId }: { time: number; visitor: Visitor; subId: string },
  ): [DemoOffer['landingPages'][number] | undefined, Reason | ''] {
    const random = this.#random
    const active = offer.landingPages.filter((page) => page.active)
    const page = active.length > 1 && random.chance(0.35) ? random.pick(active) : active[0]
    if (off.has(offer)) return [page, 'offer_inactive']
    if (left) return [page, 'publisher_inactive']
    if (!this.#approved(publisher, offer)) return [page, 'offer_not_approved']
    if (subId !== '' && time >= (this.#blocks.get(`${publisher.row.id} ${offer.row.id} ${subId}`) ?? Infinity))
      return [page, 'sub_id_blocked']
    const targeting = this.#targeting.get(offer)
    const dimension = targeting && mismatch(targeting, targeted(visitor))
    if (dimension) return [page, `${dimension}_not_targeted`]
    const old = offer.landingPages.find((candidate) => !candidate.active)
    if (old && random.chance(0.04)) return [old, 'landing_page_inactive']
    if (offer.row.deepLinkEnabled && random.chance(0.008)) return [page, 'redirect_not_allowed']
    return [page, '']
  }

  /** What fraud filters make of a click that nothing else rejects, as in lib/tracking/fraud.ts. */
  #filter(
    outcome: Reason | '',
    { time, visitor, of, offer, parts }: Omit<Click, 'campaign'>,
  ): { flags: readonly string[]; reason: Reason | '' } {
    const groups = this.#groups.get(offer) ?? []
    if (outcome !== '' || groups.length === 0) return { flags: [], reason: outcome }
    const { place, agent, language, number, address } = visitor
    const referrer = URL.parse(parts.referer)
    const suspect = {
      bot: agent.bot,
      referer: parts.referer,
      referer_host: referrer?.hostname.replace(/^www\./, '') ?? '',
      user_agent: agent.userAgent,
      visitor: String(number),
      publisher: of.publisher.row.incrementalId,
      sub_id: parts.subIds[0] ?? '',
      offer: offer.row.incrementalId,
      language,
      country: place.country,
      extra: parts.extra ?? {},
    }
    const { flags, rejecting } = this.#catches(groups, suspect, {
      address: [24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join('.'),
      now: time,
      recorded: true,
    })
    return { flags: [...flags], reason: rejecting ? `fraud_${rejecting}` : '' }
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

  #midnight(day: Day, timezone: string): number {
    const key = `${day} ${timezone}`
    let midnight = this.#midnights.get(key)
    if (midnight === undefined) this.#midnights.set(key, (midnight = startOfDay(day, timezone).getTime()))
    return midnight
  }
}

const targeted = ({ place: { country, region }, agent: { device, os, browser }, language }: Visitor): Targeted => ({
  country,
  region,
  device,
  os,
  browser,
  language,
})
