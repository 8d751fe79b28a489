import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TrackingDomainRecord } from '@/lib/catalog/records'
import { results, type Outcome } from '@/lib/conversions/outcome'
import { NO_ID } from '@/lib/events/tables'
import { PIXEL, RETRY_AFTER } from './answer'
import { transactionInCookies } from './cookies'
import { isUuid } from '@/lib/uuid'
import { createLog, type ReportsOptions } from './postback'
import { Query } from './query'
import { Parameters, reportedOf } from './reported'
import { namedOffer } from './resolve'

const page = Buffer.from(
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title></title></head><body></body></html>',
)
const common = [
  'X-Robots-Tag',
  'noindex',
  'Cache-Control',
  'no-store, private',
  'X-Content-Type-Options',
  'nosniff',
  'Referrer-Policy',
  'no-referrer',
  // It's on advertisers' pages.
  'Cross-Origin-Resource-Policy',
  'cross-origin',
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  'Conversion-Status',
]

export type PixelOptions = ReportsOptions & {
  domainOf: (request: IncomingMessage) => TrackingDomainRecord | undefined
  /** The visitor's country. */
  countryOf: (request: IncomingMessage) => string
}

/**
 * Creates the handler of `/t/pixel`, an image or iframe on the advertiser's page that reports a conversion of the click or impression in the visitor's
 * cookies, or of the one that a script names. It always looks the same; a header says what became of it.
 */
export function createPixel(
  options: PixelOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { catalog, conversions, hostOf, domainOf, countryOf, now } = options
  const log = createLog(options)

  return async (request, response) => {
    const { method = '', url = '', headers } = request
    const isPage = asksForPage(request)
    if (method !== 'GET' && method !== 'HEAD') return send(response, 405, isPage, 'invalid', ['Allow', 'GET, HEAD'])
    const started = performance.now()
    const query = new Query(url)
    const parameters = new Parameters(query.entries())
    const domain = domainOf(request)
    const offer = namedOffer(catalog, query, domain)
    const organization =
      catalog.organizations.get(offer?.organizationId ?? domain?.organizationId ?? '') ??
      catalog.organizationsBySlug.get(query.get('org') ?? '') ??
      catalog.onlyOrganization()
    // Scripts know the click's ID: lib/tracking/tag.source.ts.
    const named = parameters.get('transaction_id')?.toLowerCase()
    const source = named === undefined ? 'pixel' : 'script'
    const transactionId = named ?? (offer && transactionInCookies(headers.cookie, offer, now()))
    const report = reportedOf(parameters)

    const recorded = (): Promise<Outcome> | Outcome => {
      if (!offer) return { result: 'invalid', field: 'offer', message: 'offer must be the ID of an offer.' }
      const about = { offer: offer.incrementalId }
      if ('field' in report)
        return { ...about, result: 'invalid', field: report.field, message: `${report.field} ${report.message}.` }
      if (source === 'pixel' && !offer.cookieTrackingEnabled)
        return { ...about, result: 'not_allowed', message: 'The offer doesn’t use cookie tracking.' }
      if (named !== undefined && !isUuid(named))
        return { ...about, result: 'invalid', field: 'transaction_id', message: 'transaction_id must be a click ID.' }
      if (transactionId === undefined)
        return {
          ...about,
          result: 'unknown_click',
          message: 'The visitor has no cookie of a click on this offer, or of an impression.',
        }
      return conversions.record({
        ...report,
        organizationId: offer.organizationId,
        allowedOfferId: offer.id,
        source,
        transactionId,
        offerId: null,
        status: null,
        rejectedReason: null,
        country: countryOf(request),
        time: now(),
      })
    }
    if (method === 'HEAD') return send(response, 200, isPage, '')
    const outcome = await log(
      {
        source,
        organization,
        method,
        url: parameters.inWords('/t/pixel'),
        host: hostOf(request),
        transactionId: transactionId !== undefined && isUuid(transactionId) ? transactionId : NO_ID,
        started,
      },
      await recorded(),
    )
    // An image with an error status would show up as an error on the advertiser's page.
    if (outcome.result === 'unavailable')
      send(response, results.unavailable, isPage, outcome.result, ['Retry-After', RETRY_AFTER])
    else send(response, 200, isPage, outcome.result)
  }
}

/** Whether it's in an iframe. */
function asksForPage({ url = '', headers }: IncomingMessage): boolean {
  if (new Query(url).get('format') !== undefined) return new Query(url).get('format') === 'iframe'
  const destination = headers['sec-fetch-dest']
  if (destination !== undefined) return destination === 'iframe' || destination === 'frame'
  return /^text\/html\b/.test(headers.accept ?? '')
}

function send(
  response: ServerResponse,
  status: number,
  isPage: boolean,
  result: string,
  extra: readonly string[] = [],
): void {
  const body = isPage ? page : PIXEL
  const type = isPage ? 'text/html; charset=utf-8' : 'image/gif'
  response
    .writeHead(status, [
      ...common,
      'Content-Type',
      type,
      'Content-Length',
      String(body.length),
      ...(isPage ? ['Content-Security-Policy', "default-src 'none'"] : []),
      ...(result === '' ? [] : ['Conversion-Status', result]),
      ...extra,
    ])
    .end(body)
}
