import type { IncomingHttpHeaders } from 'node:http'
import { customPriceKey } from '@/lib/catalog/records'
import { payoutThatApplies, revenueThatApplies } from '@/lib/catalog/precedence'
import { paidFor } from '@/lib/catalog/rules/price'
import type { IpStorage } from '@/lib/database/generated/client'
import { NO_ID, type ClickRow } from '@/lib/events/tables'
import { anonymousAddress } from './address'
import { eventTime, localDay } from './day'
import type { Geo } from './geo'
import { languageOf } from './language'
import type { Query } from './query'
import { refererOf } from './referer'
import type { Link, OfferLink } from './resolve'
import type { Salts } from './salts'
import type { Verdict } from './screen'
import { clean, headerText } from './text'
import { agentOf, isPrefetch } from './user-agent'
import { visitorHash } from './visitor'

/** Maximum length of stored values, in characters. Longer values are truncated. */
const LONGEST = {
  customer: 255,
  subId: 255,
  externalTransaction: 255,
  utm: 255,
  extraName: 64,
  extraValue: 500,
  url: 4000,
}
const MOST_EXTRA = 20

/** Parameters with a column of their own that destinations may have, too. */
const utm = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content']
/** Parameters that are only for us. */
const ours = [
  'offer',
  'publisher',
  'lp',
  'org',
  'campaign',
  'redirect_url',
  'no_redirect',
  'qr',
  'external_transaction_id',
  'sub_id',
  'sub_id_2',
  'sub_id_3',
  'sub_id_4',
  'sub_id_5',
  'sub_id_6',
  'customer',
]
/** Parameters with their own meaning; all others are kept in `extra`. */
const known: ReadonlySet<string> = new Set([...ours, ...utm])
/** The time zone is an extra that fraud filters read. */
const own: ReadonlySet<string> = new Set([...ours, 'timezone'])

/** Whether a parameter is for us, so that destinations don't get it. */
export const isOwnParameter = (name: string): boolean => own.has(name)

const noTags: readonly string[] = []
const noLeases: readonly string[] = []
const noExtra: Readonly<Record<string, string>> = {}

export type Surroundings = { geo: Geo; salts: Pick<Salts, 'salt'> }
/** @param address the visitor's, in canonical form; '' when unknown */
export type Visit = {
  id: string
  now: number
  headers: IncomingHttpHeaders
  address: string
  query: Query
  link: Link
}

/** A click in progress. */
export type ClickDraft = { -readonly [K in keyof ClickRow]: ClickRow[K] }

/**
 * Builds the click to record, except for what screening it decides (`settle`), and for `url`, which is filled in from it (lib/macros.ts).
 * The full address is used to look up the location and tell visitors apart; only what the organization's setting allows is stored.
 */
export function clickOf({ id, now, headers, address, query, link }: Visit, { geo, salts }: Surroundings): ClickDraft {
  const { organization, offer, advertiser, network, publisher, campaign, short } = link
  const agent = agentOf(headers)
  const place = geo.locate(address)
  const referer = refererOf(headers.referer)
  const day = localDay(organization.timezone, now)
  return {
    organization: organization.id,
    id,
    time: eventTime(now),
    day,
    publisher: publisher?.incrementalId ?? 0,
    advertiser: advertiser?.incrementalId ?? 0,
    network: network?.incrementalId ?? 0,
    offer: offer?.incrementalId ?? 0,
    landing_page: 0,
    link: short?.id ?? '',
    domain: link.domain?.host ?? '',
    key: short?.key ?? '',
    url: '',
    campaign: campaign?.id ?? NO_ID,
    channel: campaign?.channel ?? '',
    customer: '',
    external_user: customerOf(query),
    tenant: short?.tenantId ?? '',
    folder: short?.folderId ?? '',
    tags: short?.tags ?? noTags,
    trigger: query.isOn('qr') ? 'qr' : 'link',
    sub_id: textOf(query, 'sub_id', LONGEST.subId),
    sub_id_2: textOf(query, 'sub_id_2', LONGEST.subId),
    sub_id_3: textOf(query, 'sub_id_3', LONGEST.subId),
    sub_id_4: textOf(query, 'sub_id_4', LONGEST.subId),
    sub_id_5: textOf(query, 'sub_id_5', LONGEST.subId),
    sub_id_6: textOf(query, 'sub_id_6', LONGEST.subId),
    external_transaction: textOf(query, 'external_transaction_id', LONGEST.externalTransaction),
    extra: extraOf(query),
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
    language: languageOf(headers['accept-language']),
    referer_host: referer.host,
    referer: referer.url,
    // The destination gets a short link's own, too.
    utm_source: short?.utmSource || textOf(query, 'utm_source', LONGEST.utm),
    utm_medium: short?.utmMedium || textOf(query, 'utm_medium', LONGEST.utm),
    utm_campaign: short?.utmCampaign || textOf(query, 'utm_campaign', LONGEST.utm),
    utm_term: short?.utmTerm || textOf(query, 'utm_term', LONGEST.utm),
    utm_content: short?.utmContent || textOf(query, 'utm_content', LONGEST.utm),
    ip: keptAddress(address, organization.ipStorage),
    visitor: visitorHash(salts.salt(day), organization.id, address, headerText(headers['user-agent'])),
    bot: agent.bot || isPrefetch(headers),
    status: 'Approved',
    reason: '',
    payout: '0',
    revenue: '0',
    currency: offer?.currency ?? organization.currency,
    flags: noTags,
    cap_leases: noLeases,
  }
}

/** Puts what screening decided into the click. */
export function settle(click: ClickDraft, link: Link, { reason, unpaid, flags, landingPage }: Verdict): void {
  if (flags) click.flags = flags
  click.landing_page = landingPage?.incrementalId ?? 0
  if (reason !== '') {
    click.status = 'Rejected'
    click.reason = reason
  } else if (unpaid !== undefined) {
    click.reason = unpaid
  } else if (!click.bot && link.offer) {
    // A bot's click is recorded but doesn't count (lib/events/tables.ts), so it isn't paid for.
    priceClick(click, link)
  }
}

function priceClick(click: ClickDraft, link: OfferLink): void {
  const { payout, revenue } = pricesFor(link)
  if (payout && paidFor[payout.payoutType] === 'click') click.payout = payout.payout
  if (revenue && paidFor[revenue.revenueType] === 'click') click.revenue = revenue.revenue
}

/** The prices that count for a publisher's clicks and impressions: the publisher's own or the offer's. */
export function pricesFor({ organization, offer, publisher }: OfferLink) {
  const custom =
    organization.customPrices.size === 0
      ? undefined
      : organization.customPrices.get(customPriceKey(publisher.incrementalId, offer.incrementalId))
  return { payout: payoutThatApplies([custom, offer]), revenue: revenueThatApplies([custom, offer]) }
}

/** A URL as stored, truncated to the column's length. */
export function recordedUrl(url: string): string {
  return clean(url, LONGEST.url)
}

function keptAddress(address: string, storage: IpStorage): string {
  return storage === 'full' ? address : storage === 'anonymised' ? anonymousAddress(address) : ''
}

function textOf(query: Query, name: string, longest: number): string {
  const value = query.get(name)
  return value === undefined ? '' : clean(value, longest)
}

/** The advertiser's ID for the visitor. One that's cut off could be someone else's. */
function customerOf(query: Query): string {
  const value = query.get('customer')
  return value === undefined || value.length > LONGEST.customer ? '' : clean(value, LONGEST.customer)
}

function extraOf(query: Query): Readonly<Record<string, string>> {
  let extra: Record<string, string> | undefined
  let count = 0
  for (const [name, value] of query.entries()) {
    if (known.has(name) || value === '' || count === MOST_EXTRA) continue
    const key = clean(name, LONGEST.extraName)
    // An object can't have a field with this name.
    if (key === '' || key === '__proto__') continue
    extra ??= {}
    if (Object.hasOwn(extra, key)) continue
    extra[key] = clean(value, LONGEST.extraValue)
    count++
  }
  return extra ?? noExtra
}
