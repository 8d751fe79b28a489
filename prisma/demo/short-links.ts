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
}

export type DemoLinks = { folders: (z.input<typeof folderInput> & Stamp)[]; links: DemoLink[] }

/** How many publishers have short links, and for how many offers each. */
const MOST = { publishers: 10, offers: 3 } as const

type OwnLink = {
  key: string
  url: string
  folder: 'Marketing' | 'Partner program'
  password?: string
  utm?: Partial<Utm>
} & Omit<Partial<ShortLinkInput>, 'password'>

/** The organization's own links, without an offer. */
function ownLinks(site: string, end: number): OwnLink[] {
  const day = 24 * 60 * 60 * 1000
  const at = (path: string) => `https://www.${site}/${path}`
  return [
    { key: '_root', url: at(''), folder: 'Marketing' },
    { key: 'join', url: at('publishers/apply'), folder: 'Partner program', utm: { utmSource: 'short-link' } },
    { key: 'app', url: at('app'), folder: 'Marketing', ios: at('app/ios'), android: at('app/android') },
    { key: 'hello', url: at('en'), folder: 'Marketing', geo: { DE: at('de'), AT: at('de'), FR: at('fr') } },
    {
      key: 'summit',
      url: at('summit'),
      folder: 'Marketing',
      comments: 'Slides and recording of the partner summit.',
      expiresAt: new Date(end - 20 * day),
      expiredUrl: at('summit/next'),
    },
    {
      key: 'media-kit',
      url: at('media-kit'),
      folder: 'Partner program',
      password: 'tributary',
      comments: 'The password is in the welcome email.',
    },
    {
      key: 'pricing',
      url: at('pricing'),
      folder: 'Marketing',
      testVariants: [
        { url: at('pricing'), percentage: 50 },
        { url: at('pricing/simple'), percentage: 50 },
      ],
      testStartedAt: new Date(end - 12 * day),
    },
    {
      key: 'job',
      url: at('careers'),
      folder: 'Marketing',
      proxy: true,
      title: 'Work with us',
      description: 'We’re looking for account managers.',
      devices: { Tablet: at('careers/tablet') },
      utm: { utmSource: 'social', utmMedium: 'post', utmCampaign: 'hiring' },
    },
    { key: '2025', url: at('review-2025'), folder: 'Marketing', archived: true },
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
  const [tag] = demo.groups.tags
  const link = (age: number, key: string, row: Partial<ShortLinkInput> & { url: string }) => {
    const made = stamp(age)
    const by = { createdById: made.lastUpdatedById }
    return { ...made, ...by, domain, key, lookupKey: foldKey(key, false), ...row }
  }

  const own = ownLinks(`${demo.row.slug}.example`, end).map(
    ({ key, url: page, folder: name, password = null, utm = {}, ...row }, index): DemoLink => {
      const url = withUtm(page, utm)
      return {
        row: link(360 - 5 * index, key, { ...row, url, ...utmOf(url), folderId: folderId(name) }),
        publisher: null,
        offer: null,
        campaign: null,
        tagIds: index % 3 === 0 && tag ? [tag.id] : [],
        password,
      }
    },
  )
  const active = demo.publishers.filter(({ row }) => row.active !== false).slice(0, MOST.publishers)
  const theirs = active.flatMap((publisher, index) => {
    const campaign = demo.campaigns.find((one) => one.publisher === publisher && one.sent === null) ?? null
    return offersOf(demo, publisher)
      .slice(0, MOST.offers)
      .map((offer, place): DemoLink => {
        const of = place === 0 ? campaign : null
        const key = `${publisher.row.slug}/${offer.row.slug}`.slice(0, 60)
        return {
          row: link(300 - 4 * index - place, key, {
            url: '',
            publisherId: publisher.row.id,
            offerId: offer.row.id,
            campaignId: of?.row.id ?? null,
            folderId: folderId('Publishers’ links'),
            trackConversion: place === 1,
            tenantId: place === 2 ? publisher.row.slug : null,
          }),
          publisher,
          offer,
          campaign: of,
          tagIds: [],
          password: null,
        }
      })
  })
  return { folders, links: [...own, ...theirs] }
}

/** The offers that a publisher may run. */
function offersOf(
  { offers, approvals }: Pick<DemoOrganization, 'offers' | 'approvals'>,
  publisher: DemoPublisher,
): DemoOffer[] {
  const approved = new Set(
    approvals.flatMap(({ offerId, publisherId, status }) =>
      status === 'Approved' && publisherId === publisher.row.id ? [offerId] : [],
    ),
  )
  return offers.filter(({ row }) => row.active !== false && (row.visibility === 'Public' || approved.has(row.id)))
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
