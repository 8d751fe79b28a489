import type { z } from 'zod'
import type { folderInput } from '@/lib/catalog/rules/folder'
import { foldKey } from '@/lib/catalog/rules/short-link-key'
import type { ShortLinkInput } from '@/lib/catalog/rules/short-link'
import { utmOf, withUtm, type Utm } from '@/lib/utm'
import type { DemoCampaign, DemoOffer, DemoOrganization, DemoPublisher } from './catalog'
import type { Stamp, Stamper } from './stamp'

export type DemoLink = {
  row: ShortLinkInput & Stamp
  publisher: DemoPublisher | null
  offer: DemoOffer | null
  campaign: DemoCampaign | null
  tagIds: string[]
  /** In the clear, until it's stored. */
  password: string | null
  /** What happens on the organization's own links. */
  traffic: LinkTraffic | null
}

/** How much happens on a link: clicks a day, and what comes of them. */
export type LinkTraffic = {
  daily: number
  /** Share of clicks by QR code. */
  scans?: number
  lead?: { name: string; chance: number }
  /** What people pay after a lead, and every month from then on. */
  sale?: { name: string; chance: number; prices: readonly number[] }
}

export type DemoLinks = { folders: (z.input<typeof folderInput> & Stamp)[]; links: DemoLink[] }

/** How many publishers have short links, for how many offers each, and for how many of their broadcasts. */
const MOST = { publishers: 10, offers: 3, broadcasts: 6 } as const

const DAY = 24 * 60 * 60 * 1000

type OwnLink = {
  key: string
  url: string
  folder: 'Marketing' | 'Partner program'
  password?: string
  utm?: Partial<Utm>
  /** Created this many days before the end. */
  age: number
  tags?: readonly number[]
  traffic: LinkTraffic
} & Omit<Partial<ShortLinkInput>, 'password'>

/** The organization's own links, without an offer. */
function ownLinks(site: string, end: number): OwnLink[] {
  const day = DAY
  const at = (path: string) => `https://www.${site}/${path}`
  const sale = { name: 'Subscription', chance: 0.3, prices: [49, 49, 99, 249] }
  return [
    { key: '_root', url: at(''), folder: 'Marketing', age: 360, traffic: { daily: 3 } },
    {
      key: 'join',
      url: at('publishers/apply'),
      folder: 'Partner program',
      age: 355,
      tags: [0],
      utm: { utmSource: 'short-link' },
      trackConversion: true,
      traffic: { daily: 9, lead: { name: 'Application', chance: 0.07 } },
    },
    {
      key: 'app',
      url: at('app'),
      folder: 'Marketing',
      age: 350,
      ios: at('app/ios'),
      android: at('app/android'),
      traffic: { daily: 8, scans: 0.3 },
    },
    {
      key: 'hello',
      url: at('en'),
      folder: 'Marketing',
      age: 345,
      tags: [1, 2],
      geo: { DE: at('de'), AT: at('de'), FR: at('fr') },
      devices: { SmartTV: at('tv') },
      traffic: { daily: 14, lead: { name: 'Newsletter', chance: 0.03 } },
    },
    {
      key: 'summit',
      url: at('summit'),
      folder: 'Marketing',
      age: 90,
      tags: [0],
      comments: 'Slides and recording of the partner summit.',
      expiresAt: new Date(end - 20 * day),
      expiredUrl: at('summit/next'),
      traffic: { daily: 11, scans: 0.4 },
    },
    {
      key: 'media-kit',
      url: at('media-kit'),
      folder: 'Partner program',
      age: 335,
      password: 'tributary',
      comments: 'The password is in the welcome email.',
      traffic: { daily: 2 },
    },
    {
      key: 'pricing',
      url: at('pricing'),
      folder: 'Marketing',
      age: 64,
      tags: [1],
      trackConversion: true,
      testVariants: [
        { url: at('pricing'), percentage: 50 },
        { url: at('pricing/simple'), percentage: 50 },
      ],
      testStartedAt: new Date(end - 60 * day),
      traffic: { daily: 22, lead: { name: 'Trial', chance: 0.09 }, sale },
    },
    {
      key: 'job',
      url: at('careers'),
      folder: 'Marketing',
      age: 325,
      proxy: true,
      title: 'Work with us',
      description: 'We’re looking for account managers.',
      devices: { Tablet: at('careers/tablet') },
      utm: { utmSource: 'social', utmMedium: 'post', utmCampaign: 'hiring' },
      traffic: { daily: 3, lead: { name: 'Application', chance: 0.05 } },
    },
    {
      key: 'fair',
      url: at('fair'),
      folder: 'Marketing',
      age: 9,
      tags: [0, 2],
      comments: 'On the posters and badges at our booth.',
      trackConversion: true,
      qr: { foreground: '#0f4c5c', level: 'H' },
      utm: { utmSource: 'fair', utmMedium: 'poster' },
      traffic: { daily: 42, scans: 0.92, lead: { name: 'Demo', chance: 0.12 }, sale },
    },
    { key: '2025', url: at('review-2025'), folder: 'Marketing', age: 320, archived: true, traffic: { daily: 0.2 } },
  ]
}

/** The short links of an organization and its publishers, and their folders. */
export function shortLinksOf(
  demo: Pick<DemoOrganization, 'row' | 'plan' | 'publishers' | 'offers' | 'campaigns' | 'approvals' | 'groups'>,
  stamp: Stamper,
  end: number,
): DemoLinks {
  const domain = demo.groups.trackingDomains[0]?.host ?? ''
  const folder = (name: string, accessLevel: '' | 'write', index: number) => ({
    ...stamp(400 - index),
    name,
    accessLevel,
  })
  const folders = [
    folder('Marketing', '', 0),
    folder('Partner program', '', 1),
    folder('Publishers’ links', 'write', 2),
  ]
  const folderId = (name: string) => folders.find((one) => one.name === name)?.id ?? null
  const tags = demo.groups.tags.filter(({ archivedAt }) => !archivedAt)
  const tagIds = (places: readonly number[]) => places.flatMap((place) => tags[place]?.id ?? [])
  const link = (age: number, key: string, row: Partial<ShortLinkInput> & { url: string }) => {
    const made = stamp(age)
    const by = { createdById: made.lastUpdatedById }
    return { ...made, ...by, domain, key, lookupKey: foldKey(key, false), ...row }
  }

  const own = ownLinks(`${demo.row.slug}.example`, end).map(
    ({
      key,
      url: page,
      folder: name,
      password = null,
      utm = {},
      age,
      tags: places = [],
      traffic,
      ...row
    }): DemoLink => {
      const url = withUtm(page, utm)
      return {
        row: link(age, key, { ...row, url, ...utmOf(url), folderId: folderId(name) }),
        publisher: null,
        offer: null,
        campaign: null,
        tagIds: tagIds(places),
        password,
        traffic,
      }
    },
  )
  const active = demo.publishers.filter(({ row }) => row.active !== false).slice(0, MOST.publishers)
  const theirs = active.flatMap((publisher, index) => {
    const offers = offersOf(demo, publisher)
    const campaigns = demo.campaigns.filter((one) => one.publisher === publisher)
    const lasting = campaigns.filter(({ sent }) => sent === null)
    const broadcasts = campaigns.filter(({ sent }) => sent !== null).slice(-MOST.broadcasts)
    const made = (age: number, path: string, offer: DemoOffer, campaign: DemoCampaign | null, more: object = {}) => ({
      row: link(age, `${publisher.row.slug}/${path}`.slice(0, 60), {
        url: '',
        publisherId: publisher.row.id,
        offerId: offer.row.id,
        campaignId: campaign?.row.id ?? null,
        folderId: folderId('Publishers’ links'),
        ...more,
      }),
      publisher,
      offer,
      campaign,
      tagIds: tagIds(campaign ? [] : [index % 3]),
      password: null,
      traffic: null,
    })
    const ofOffers = offers.slice(0, MOST.offers).map((offer, place) =>
      made(300 - 4 * index - place, offer.row.slug, offer, null, {
        trackConversion: place === 1,
        tenantId: place === 2 ? publisher.row.slug : null,
      }),
    )
    const ofCampaigns = [...lasting, ...broadcasts].flatMap((campaign, place) => {
      const offer = offers[place % MOST.offers]
      const age = campaign.sent === null ? 250 - index - place : Math.max(0, (end - Date.parse(campaign.sent)) / DAY)
      return offer ? [made(age, campaign.slug, offer, campaign)] : []
    })
    return [...ofOffers, ...ofCampaigns]
  })
  return { folders, links: [...own, ...theirs] }
}

/** The offers that a publisher may run, those that it writes about first. */
function offersOf(
  { offers, approvals }: Pick<DemoOrganization, 'offers' | 'approvals'>,
  publisher: DemoPublisher,
): DemoOffer[] {
  const approved = new Set(
    approvals.flatMap(({ offerId, publisherId, status }) =>
      status === 'Approved' && publisherId === publisher.row.id ? [offerId] : [],
    ),
  )
  const { verticals } = publisher.plan
  const isOffTopic = ({ advertiser }: DemoOffer) => !verticals.includes(advertiser.plan.vertical)
  return offers
    .filter(({ row }) => row.active !== false && (row.visibility === 'Public' || approved.has(row.id)))
    .toSorted((a, b) => Number(isOffTopic(a)) - Number(isOffTopic(b)))
}

/** Finds the short link that a click was on, if it was on one: some visitors come by the publisher's link for the offer, and the campaign if it has one. */
export function linkFinder(links: readonly DemoLink[]) {
  const numbers = new Map(
    links.flatMap(({ publisher, offer, campaign }, index): [string, number][] =>
      publisher && offer ? [[keyOf(publisher, offer, campaign), index + 1]] : [],
    ),
  )
  return (visitor: number, publisher: DemoPublisher, offer: DemoOffer, campaign: DemoCampaign | undefined): number =>
    visitor % 3 > 0
      ? 0
      : (numbers.get(keyOf(publisher, offer, campaign ?? null)) ?? numbers.get(keyOf(publisher, offer, null)) ?? 0)
}

const keyOf = (publisher: DemoPublisher, offer: DemoOffer, campaign: DemoCampaign | null) =>
  `${publisher.row.id} ${offer.row.id} ${campaign?.row.id ?? ''}`
