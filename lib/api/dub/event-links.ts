import { withLinkRelations } from '@/lib/catalog/reading-links'
import { addressOf, readableHost, shortLinkOf } from '@/lib/catalog/short-link-address'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import { isoTime } from '@/lib/events/sql'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { TRACKING_KEY } from '@/lib/reports/dimensions'
import { linkCounts, linkIdOf, noCounts, trackingLinkOf, type LinkCounts } from '@/lib/reports/link-counts'
import type { Range } from '@/lib/reports/range'
import { startOfDay } from '@/lib/time'
import { isUuid } from '@/lib/uuid'
import { landingPageOf, linkAnswers } from './link-answer'
import type { LinkAnswer } from './links.contract'
import { inMinorUnits } from './minor-units'

/** What an event knows about its link. */
export type LinkedRow = {
  link: string
  domain: string
  key: string
  url: string
  offer: number
  publisher: number
  tenant: string
  folder: string
  time: string
}

export const keyOf = ({ link, key }: Pick<LinkedRow, 'link' | 'key'>): string => (link ? key : TRACKING_KEY)

/**
 * The links of events. Deleted ones are as they were. Where there was no short link, or one that the caller can't see, the link says what the event
 * does.
 */
export async function eventLinks<R extends LinkedRow>(
  caller: Caller,
  rows: readonly R[],
): Promise<(row: R) => LinkAnswer> {
  const ids = [...new Set(rows.map(({ link }) => link).filter((id) => id !== ''))]
  const tracking = rows.filter(({ link }) => link === '')
  const [known, publisherIds, pages, counts] = await Promise.all([
    ids.length === 0
      ? []
      : database()
          .forOrganization(caller.organization.id)
          .link.findMany({ where: { id: { in: ids }, ...visible(caller) }, include: withLinkRelations })
          .then((found) => linkAnswers(caller, found)),
    publisherIdsOf(caller, rows),
    landingPagesOf(caller, tracking),
    linkCounts(caller, [...new Set(tracking.map(linkIdOf))]),
  ])
  const byId = new Map(known.map((link) => [link.id, link]))
  return (row) => {
    const found = byId.get(row.link)
    if (found) return found
    const id = linkIdOf(row)
    return derived(caller, row, {
      partnerId: publisherIds.get(row.publisher) ?? null,
      url: (row.link === '' && pages.get(row.offer)) || row.url,
      counts: counts.get(id),
    })
  }
}

/** What rankings say about links. */
export type LinkHead = Pick<
  LinkAnswer,
  'id' | 'domain' | 'key' | 'shortLink' | 'url' | 'title' | 'comments' | 'folderId' | 'partnerId' | 'createdAt'
>

/** The links with these IDs. Of those that the caller can't see, only the ID. */
export async function linkHeads(caller: Caller, ids: readonly string[], range: Range): Promise<LinkHead[]> {
  const { organization } = caller
  const store = database().forOrganization(organization.id)
  const isPublisher = caller.user.role === 'publisher'
  const rows = ids.map((id) => {
    const { offer = 0, publisher = 0 } = trackingLinkOf(id) ?? {}
    return { id, offer, publisher, isTracking: id.startsWith('tracking_') }
  })
  const tracking = rows.filter(({ isTracking }) => isTracking)
  const [found, publishers, pages] = await Promise.all([
    store.link.findMany({
      where: { id: { in: ids.filter(isUuid) }, ...visible(caller) },
      include: withLinkRelations,
    }),
    publisherIdsOf(caller, tracking),
    landingPagesOf(caller, tracking),
  ])
  const known = new Map(found.map((link) => [link.id, link]))
  const home = { domain: readableHost(''), title: null, comments: null, folderId: null }
  const since = (range.instants?.start ?? startOfDay(range.from, range.timezone)).toISOString()
  return rows.map(({ id, offer, publisher, isTracking }) => {
    const link = known.get(id)
    if (link)
      return {
        id,
        domain: readableHost(link.domain),
        key: link.key,
        shortLink: shortLinkOf(link),
        url: link.url || landingPageOf(link, isPublisher),
        title: link.title,
        comments: link.comments || null,
        folderId: link.folderId,
        partnerId: link.publisherId,
        createdAt: link.createdAt.toISOString(),
      }
    return {
      ...home,
      id,
      key: isTracking ? TRACKING_KEY : '',
      shortLink: isTracking ? `${config().baseUrl}/${TRACKING_KEY}` : '',
      url: pages.get(offer) ?? '',
      partnerId: publishers.get(publisher) ?? null,
      createdAt: since,
    }
  })
}

/** Links of publishers that the caller can see, deleted ones too. */
const visible = ({ reach: { publishers } }: Caller) =>
  publishers.see === 'all' ? {} : { publisher: among(publishers.see) }

async function publisherIdsOf(
  { organization }: Caller,
  rows: readonly { publisher: number }[],
): Promise<ReadonlyMap<number, string>> {
  const found = await database()
    .forOrganization(organization.id)
    .publisher.findMany({
      where: { incrementalId: { in: [...new Set(rows.map(({ publisher }) => publisher))] } },
      select: { id: true, incrementalId: true },
    })
  return new Map(found.map(({ id, incrementalId }) => [incrementalId, id]))
}

function derived(
  { organization }: Caller,
  row: LinkedRow,
  { partnerId, url, counts }: { partnerId: string | null; url: string; counts: LinkCounts | undefined },
): LinkAnswer {
  const address = row.domain === '' ? config().baseUrl : addressOf(readableHost(row.domain))
  const shortLink = row.link === '' ? `${address}/${TRACKING_KEY}` : shortLinkOf(row)
  const { clicks, leads, sales, saleAmount } = counts ?? noCounts
  const time = isoTime(row.time)
  return {
    id: linkIdOf(row),
    domain: readableHost(row.domain),
    key: keyOf(row),
    url,
    trackConversion: true,
    externalId: null,
    tenantId: row.tenant || null,
    programId: null,
    partnerId,
    archived: false,
    expiresAt: null,
    expiredUrl: null,
    disabledAt: null,
    password: null,
    proxy: false,
    title: null,
    description: null,
    image: null,
    video: null,
    rewrite: false,
    doIndex: false,
    ios: null,
    android: null,
    geo: null,
    publicStats: false,
    tags: [],
    folderId: row.folder || null,
    comments: null,
    shortLink,
    qrCode: `${config().baseUrl}/qr?${new URLSearchParams({ url: `${shortLink}?qr=1` })}`,
    utm_source: null,
    utm_medium: null,
    utm_campaign: null,
    utm_term: null,
    utm_content: null,
    testVariants: null,
    testStartedAt: null,
    testCompletedAt: null,
    userId: null,
    workspaceId: organization.id,
    clicks,
    leads,
    conversions: sales,
    sales,
    saleAmount: inMinorUnits(saleAmount, organization.currency),
    lastClicked: null,
    createdAt: time,
    updatedAt: time,
    tagId: null,
    projectId: organization.id,
    webhookIds: [],
  }
}

/** Where tracking links of these offers lead, by the offer's number. Publishers only see what a landing page shows them. */
async function landingPagesOf(
  caller: Caller,
  rows: readonly { offer: number }[],
): Promise<ReadonlyMap<number, string>> {
  if (rows.length === 0) return new Map()
  const found = await database()
    .forOrganization(caller.organization.id)
    .offer.findMany({
      where: { incrementalId: { in: [...new Set(rows.map(({ offer }) => offer))] } },
      select: withLinkRelations.offer.select,
    })
  return new Map(
    found.map(({ incrementalId, landingPages: [page] }) => [
      incrementalId,
      (caller.user.role === 'publisher' ? page?.previewUrl : page?.redirectUrl) ?? '',
    ]),
  )
}
