import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Catalog, OfferRecord, TrackingDomainRecord } from '@/lib/catalog/records'
import { exact, stored } from '@/lib/conversions/money'
import { paidFor } from '@/lib/catalog/rules/price'
import { NO_ID, type ImpressionRow } from '@/lib/events/tables'
import { RETRY_AFTER, sendPixel } from './answer'
import { pricesFor, type ClickDraft, type Visit } from './click'
import { cookieOf } from './cookies'
import { Query } from './query'
import { type OfferLink, resolve } from './resolve'
import { screen } from './screen'

type Options = {
  catalog: Catalog
  /** Records an impression. Resolves to whether it's durable. */
  record: (row: ImpressionRow) => Promise<boolean>
  /** Has the offer's impression forwarding URL called, if it has one. */
  forward: (row: ImpressionRow, link: OfferLink, time: number) => void
  /** What the request would be as a click. */
  draftOf: (visit: Omit<Visit, 'address' | 'headers'> & { request: IncomingMessage }) => ClickDraft
  domainOf: (request: IncomingMessage) => TrackingDomainRecord | undefined
  cookiesOf: (request: IncomingMessage) => { header: string | undefined; isSecure: boolean }
  nextId: (time: number) => string
  now: () => number
}

/** Says what became of it. */
const STATUS = 'Impression-Status'

/**
 * Creates the handler of `/t/impression`, an image beside an ad that says a visitor saw it. It answers with a GIF, or with nothing and
 * `no_content=true`. Browsers show a GIF whatever the status is, so there's never a broken image. Headers say what became of it.
 */
export function createImpressions({ catalog, record, forward, draftOf, domainOf, cookiesOf, nextId, now }: Options) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const query = new Query(request.url ?? '')
    const hasContent = !query.isOn('no_content')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendPixel(response, hasContent, 405, ['Allow', 'GET, HEAD', STATUS, 'invalid'])
    const link = resolve(catalog, query, domainOf(request))
    if (!link) return sendPixel(response, hasContent, 404, [STATUS, 'unknown_link'])
    const time = now()
    const isRecorded = request.method === 'GET'
    const id = isRecorded ? nextId(time) : NO_ID
    const row = impressionOf(draftOf({ id, now: time, request, query, link }), link)
    if (isRecorded && !(await record(row)))
      return sendPixel(response, hasContent, 503, ['Retry-After', RETRY_AFTER, STATUS, 'unavailable'])
    const { offer } = link
    if (isRecorded && row.status === 'Approved' && !row.bot) {
      forward(row, link, time)
      if (canConvert(offer)) {
        const cookie = cookieOf('impression', { ...cookiesOf(request), catalog, offer, id, now: time })
        response.setHeader('Set-Cookie', cookie)
      }
    }
    const became = row.status === 'Approved' ? 'approved' : `rejected; ${row.reason}`
    sendPixel(response, hasContent, hasContent ? 200 : 204, ['Impression-Id', id, STATUS, became])
  }
}

/**
 * Makes an impression of what a request would have been as a click, and screens it the same way. It doesn't use caps, which count clicks,
 * and fraud filters don't see it, since they count a visitor's clicks.
 */
function impressionOf(draft: ClickDraft, link: OfferLink): ImpressionRow {
  const { url: _url, trigger: _trigger, cap_leases: _leases, ...row } = draft
  const { reason, landingPage } = screen(link, draft, undefined)
  const landing_page = landingPage?.incrementalId ?? 0
  if (reason !== '') return { ...row, landing_page, status: 'Rejected', reason }
  if (row.bot) return { ...row, landing_page }
  const { payout, revenue } = pricesFor(link)
  return {
    ...row,
    landing_page,
    payout: payout && paidFor[payout.payoutType] === 'impression' ? perImpression(payout.payout) : '0',
    revenue: revenue && paidFor[revenue.revenueType] === 'impression' ? perImpression(revenue.revenue) : '0',
  }
}

/** Whether a pixel can find the offer's impressions by a cookie. */
const canConvert = ({ cookieTrackingEnabled, viewThroughAttributionEnabled }: OfferRecord): boolean =>
  cookieTrackingEnabled && viewThroughAttributionEnabled

/** Prices of impressions are those of a thousand. */
const perImpression = (price: string): string => stored(exact(price).dividedBy(1000)) ?? '0'
