import { addDays, type Day } from '@/lib/time'
import { DAYS, type DemoOffer, type DemoOrganization, type DemoPublisher } from './catalog'
import { kinds } from './kinds'
import { Random, sampler, type Sampler } from './random'
import type { Happening, Vertical } from './plan'

/** One publisher's traffic on one day. */
export type DayOfPublisher = {
  publisher: DemoPublisher
  day: Day
  /** Expected clicks by people and by bots. */
  clicks: number
  botClicks: number
  drawOffer: Sampler<DemoOffer>
  /** Offers switched off on this day. */
  off: ReadonlySet<DemoOffer>
  /** Whether the publisher itself is switched off. */
  left: boolean
}

/** Bot clicks per human click on a usual day. */
const BOTS = 0.028
/** Weight of an offer outside the publisher's verticals, relative to one inside. */
const OFF_TOPIC = 0.06
/** Weight of an offer the publisher isn't approved for, since links get copied around. */
const UNAPPROVED = 0.3

/**
 * Plans each publisher's traffic on each day: growth, weekdays, noise, and happenings, scaled so all days add up to `clicks` clicks.
 * Returns one list per day, in order.
 */
export function planTraffic(
  organization: DemoOrganization,
  { clicks, lastDay, seed }: { clicks: number; lastDay: Day; seed: string },
): DayOfPublisher[][] {
  const random = new Random(`${seed}/traffic/${organization.row.slug}`)
  const publishers = organization.publishers.map((publisher) => ({
    publisher,
    taste: tasteOf(publisher, organization, random),
  }))
  const days = Array.from({ length: DAYS }, (_, index) => {
    const daysAgo = DAYS - 1 - index
    const mood = Math.exp(0.05 * random.normal())
    return publishers.map(({ publisher, taste }) =>
      dayOf(organization, publisher, taste, daysAgo, addDays(lastDay, -daysAgo), mood, random),
    )
  })
  const scale = clicks / days.flat().reduce((sum, entry) => sum + entry.clicks + entry.botClicks, 0)
  return days.map((entries) =>
    entries.map((entry) => ({ ...entry, clicks: entry.clicks * scale, botClicks: entry.botClicks * scale })),
  )
}

type Taste = { offer: DemoOffer; weight: number }[]

/** Which offers the publisher links to, and how often. */
function tasteOf({ plan, row }: DemoPublisher, { offers, approvals }: DemoOrganization, random: Random): Taste {
  const approved = new Set(
    approvals
      .filter(({ publisherId, status }) => publisherId === row.id && status === 'Approved')
      .map(({ offerId }) => offerId),
  )
  return offers.map((offer) => {
    const { vertical, popularity } = offer.advertiser.plan
    const topic = plan.verticals.length === 0 || plan.verticals.includes(vertical) ? 1 : OFF_TOPIC
    const allowed = offer.row.visibility === 'Public' || approved.has(offer.row.id) ? 1 : UNAPPROVED
    return { offer, weight: topic * allowed * popularity * (offer.plan.share ?? 1) * Math.exp(0.7 * random.normal()) }
  })
}

function dayOf(
  { plan }: DemoOrganization,
  publisher: DemoPublisher,
  taste: Taste,
  daysAgo: number,
  day: Day,
  mood: number,
  random: Random,
): DayOfPublisher {
  const { name, kind, size, growth, joinedDaysAgo = Infinity, leftDaysAgo = -1 } = publisher.plan
  const now = plan.happenings.filter(
    (happening) => happening.daysAgo >= daysAgo && happening.daysAgo - happening.days < daysAgo,
  )
  const ofPublisher = now.filter(
    (happening) => happening.publishers?.includes(name) ?? (!happening.advertisers && !happening.verticals),
  )

  const off = new Set<DemoOffer>()
  const weights = taste.map(({ offer, weight }): [DemoOffer, number] => {
    const here = now.filter((happening) => concerns(happening, offer.advertiser.plan))
    // Days since the offer ended; negative if it hasn't.
    const ended = (offer.plan.endedDaysAgo ?? -1) - daysAgo
    if (ended > 0 || here.some((happening) => happening.kind === 'pause')) off.add(offer)
    const fading = ended > 0 ? 0.55 * Math.exp(-ended / 9) : 1
    const boost = here.reduce(
      (product, happening) => (happening.kind === 'promotion' ? product * happening.factor : product),
      1,
    )
    return [offer, weight * fading * boost]
  })
  // A promotion brings additional visitors rather than just shifting them.
  const pull = weights.reduce((sum, [, weight]) => sum + weight, 0) / taste.reduce((sum, { weight }) => sum + weight, 0)

  const progress = (DAYS - 1 - daysAgo) / (DAYS - 1)
  const joined = joinedDaysAgo - daysAgo
  const left = leftDaysAgo - daysAgo
  const presence = joined < 0 ? 0 : Math.min(1, (joined + 1) / 9) * (left > 0 ? 0.7 * Math.exp(-left / 8) : 1)
  const week = kinds[kind].week[new Date(day).getUTCDay()] ?? 1
  const shocks = ofPublisher.reduce(
    (product, happening) => (happening.kind === 'outage' ? product * happening.factor : product),
    1,
  )
  const bots = ofPublisher.reduce(
    (product, happening) => (happening.kind === 'bots' ? product * happening.factor : product),
    1,
  )
  const usual = size * growth ** progress * presence
  return {
    publisher,
    day,
    clicks: usual * week * mood * shocks * pull * Math.exp(0.09 * random.normal()),
    botClicks: usual * BOTS * bots * Math.exp(0.3 * random.normal()),
    drawOffer: sampler(weights),
    off,
    left: left > 0,
  }
}

function concerns(happening: Happening, { name, vertical }: { name: string; vertical: Vertical }): boolean {
  return (happening.advertisers?.includes(name) ?? false) || (happening.verticals?.includes(vertical) ?? false)
}
