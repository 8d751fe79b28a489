import type { Equipment } from './agents'
import { SENDING_DAYS } from './campaigns'
import type { DemoCampaign, DemoOffer, DemoPublisher } from './catalog'
import { sampler, type Random, type Sampler } from './random'
import type { Kind } from './plan'

/** The parts of a link besides offer and publisher, and the page it's on. */
export type LinkParts = {
  referer: string
  subIds: string[]
  externalTransaction?: string
  utm?: { source: string; medium: string; campaign: string; term?: string; content?: string }
  extra?: Record<string, string>
  trigger?: 'qr'
}

export type KindTraits = {
  /** Traffic on each weekday relative to the average, Sunday first. */
  week: readonly number[]
  /** Hour of the day in visitors' own time zones. */
  hours: Sampler<number>
  equipment: Equipment
  link(offer: DemoOffer, publisher: DemoPublisher, campaign: DemoCampaign | undefined, random: Random): LinkParts
}

const curve = (weights: readonly number[]) => sampler(weights.map((weight, hour): [number, number] => [hour, weight]))
const allDay = curve([
  2, 1, 0.6, 0.4, 0.4, 0.7, 1.8, 3.2, 4.4, 5, 5.4, 5.6, 5.8, 5.4, 5.2, 5.2, 5.4, 5.8, 6.4, 7, 7.4, 7, 5.4, 3.4,
])
const working = curve([
  0.8, 0.4, 0.3, 0.2, 0.3, 0.8, 2, 4, 6.4, 7.6, 8, 7.6, 6.6, 7, 7.4, 7.2, 6.8, 5.6, 4.6, 4.2, 4, 3.6, 2.4, 1.4,
])
const evening = curve([
  3, 1.6, 0.8, 0.5, 0.4, 0.6, 1.8, 3, 3.4, 3.2, 3.4, 4, 5.2, 4.8, 4, 4, 4.4, 5.2, 6.6, 8.4, 10, 10.4, 8.6, 5.6,
])

const sentOn = (days: readonly number[], high: number, low: number) =>
  Array.from({ length: 7 }, (_, weekday) => (days.includes(weekday) ? high : low))

/** Most sites send only their origin as the referrer. */
function sitePage({ host }: DemoPublisher, path: string, random: Random): string {
  if (random.chance(0.12)) return ''
  return random.chance(0.6) ? `https://www.${host}/` : `https://www.${host}/${path}`
}

const couponPlacements = sampler([
  ['top-10', 30],
  ['brand-page', 34],
  ['category', 14],
  ['home', 12],
  ['push', 5],
  ['search', 5],
])
const boxes = sampler([
  ['box-1', 40],
  ['inline', 30],
  ['box-2', 14],
  ['gallery', 8],
  ['sidebar', 5],
  ['footer', 3],
])
const buttons = sampler([
  ['cta-1', 52],
  ['cta-2', 24],
  ['cta-3', 13],
  ['image', 8],
  ['footer', 3],
])
const posts = sampler([
  ['bio', 34],
  ['story', 30],
  ['reel', 24],
  ['post', 12],
])
const matches = sampler([
  ['exact', 55],
  ['phrase', 30],
  ['broad', 15],
])
const socialHosts = { instagram: 'l.instagram.com', facebook: 'm.facebook.com', tiktok: 'www.tiktok.com' }
const engines = sampler([
  ['https://www.google.com/', 84],
  ['https://www.bing.com/', 9],
  ['https://duckduckgo.com/', 4],
  ['https://www.ecosia.org/', 3],
])

export const kinds: Readonly<Record<Kind, KindTraits>> = {
  coupon: {
    week: [1.12, 1.03, 0.96, 0.94, 0.97, 0.98, 1],
    hours: allDay,
    equipment: { phones: 0.55 },
    link: (offer, publisher, _, random) => ({
      referer: sitePage(publisher, `gutscheine/${offer.advertiser.row.slug}`, random),
      subIds: [couponPlacements(random), `code-${1 + Math.floor(random.exponential(4))}`],
    }),
  },
  content: {
    week: [1.2, 0.98, 0.92, 0.92, 0.95, 0.95, 1.08],
    hours: allDay,
    equipment: { phones: 0.58 },
    link: (offer, publisher, _, random) => {
      const article = `${offer.advertiser.plan.vertical}-${1 + Math.floor(random.exponential(14))}`
      // The magazine behind the site prints QR codes.
      if (random.chance(0.02)) return { referer: '', subIds: [article, 'print'], trigger: 'qr' }
      return { referer: sitePage(publisher, `artikel/${article}`, random), subIds: [article, boxes(random)] }
    },
  },
  cashback: {
    week: [1.1, 1.08, 0.98, 0.96, 0.96, 0.94, 0.98],
    hours: evening,
    equipment: { phones: 0.48 },
    link: (offer, publisher, _, random) => ({
      referer: sitePage(publisher, `shops/${offer.advertiser.row.slug}`, random),
      subIds: [`m${100_000 + Math.floor(random.exponential(9000))}`],
      externalTransaction: random.text(12),
    }),
  },
  newsletter: {
    week: sentOn(SENDING_DAYS.newsletter, 2.1, 0.56),
    hours: allDay,
    equipment: { phones: 0.62 },
    link: (_, publisher, campaign, random) => ({
      referer: random.chance(0.14) ? 'https://mail.google.com/' : '',
      subIds: [campaign?.row.externalId ?? '', buttons(random), `segment-${1 + random.below(6)}`],
      utm: { source: publisher.row.slug, medium: 'email', campaign: campaign?.slug ?? '' },
    }),
  },
  messenger: {
    week: sentOn(SENDING_DAYS.messenger, 3.4, 0.6),
    hours: evening,
    equipment: { phones: 0.96 },
    link: (_, publisher, campaign, random) => ({
      referer: random.chance(0.05) ? 'https://web.whatsapp.com/' : '',
      subIds: [campaign?.row.externalId ?? '', `button-${1 + random.below(3)}`],
      utm: { source: publisher.row.slug, medium: 'whatsapp', campaign: campaign?.slug ?? '' },
    }),
  },
  social: {
    week: [1.18, 0.92, 0.9, 0.93, 0.97, 1.02, 1.08],
    hours: evening,
    equipment: { phones: 0.9 },
    link: (_, { plan }, campaign, random) => {
      const app = plan.equipment?.app ?? 'instagram'
      return {
        referer: random.chance(0.3) ? '' : random.chance(0.08) ? 'https://t.co/' : `https://${socialHosts[app]}/`,
        subIds: [posts(random), campaign?.slug ?? ''],
        ...(random.chance(0.5) ? { extra: { [app === 'tiktok' ? 'ttclid' : 'fbclid']: random.text(24) } } : {}),
      }
    },
  },
  search: {
    week: [0.88, 1.08, 1.1, 1.07, 1.04, 0.95, 0.88],
    hours: working,
    equipment: { phones: 0.5 },
    link: (offer, publisher, campaign, random) => {
      const keyword = `${offer.advertiser.plan.name.toLowerCase()}${random.pick(['', ' angebot', ' test', ' kaufen', ' preis'])}`
      const match = matches(random)
      return {
        referer: engines(random),
        subIds: [`ag-${1 + Math.floor(random.exponential(8))}`, match],
        utm: {
          source: 'google',
          medium: 'cpc',
          campaign: campaign?.slug ?? publisher.row.slug,
          term: keyword,
          content: match,
        },
        ...(random.chance(0.7) ? { extra: { gclid: random.text(28) } } : {}),
      }
    },
  },
}
