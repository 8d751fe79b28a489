import type { IncomingMessage, ServerResponse } from 'node:http'
import { domainToASCII } from 'node:url'
import { type AddressLists, emptyLists } from '@/lib/address-lists'
import type { LinkView, ViewOutcome } from '@/lib/catalog/link-views'
import type { Catalog, TrackingDomainRecord } from '@/lib/catalog/records'
import { NO_ID, type ClickRow, type ImpressionRow } from '@/lib/events/tables'
import type { OutgoingCalls } from '@/lib/outbound/calls'
import { sparingly } from '@/lib/sparingly'
import { messageOf } from '@/lib/message-of'
import { parseWebUrl } from '@/lib/url'
import { redirectHeaders, sendNotFound, sendPage, sendUnavailable } from './answer'
import { ClickIds } from './click-id'
import type { Caps } from './caps'
import { clickOf } from './click'
import { createFollow } from './follow'
import { clientAddress, forwardedHost, forwardedOrigin, parseTrustProxy } from './forwarded'
import type { Geo } from './geo'
import { createImpressions } from './impression'
import { callsOfImpression, sourceOf } from './outgoing'
import { methodPage, notFoundPage } from './page'
import { createPageviews } from './pageview'
import { createPasswords } from './password'
import { createPixel } from './pixel'
import { type Conversions, createPostbacks } from './postback'
import { Query } from './query'
import { resolve, resolveShort, type ShortLink } from './resolve'
import type { Salts } from './salts'
import { serveTag } from './tag'
import { previewedPage, templateOf } from './screen'
import { findShort, mayBeShort, type ShortAddress, shortAddress } from './short-links'

export type TrackerOptions = {
  catalog: Catalog
  /** Resolves when the click is durable. */
  append: (row: ClickRow) => Promise<void>
  /** Resolves when the impression is durable. */
  appendImpression: (row: ImpressionRow) => Promise<void>
  salts: Pick<Salts, 'salt'>
  caps: Pick<Caps, 'claim'>
  geo: Geo
  /** Addresses that fraud filters look for. */
  lists?: AddressLists
  /** Calls what offers and postbacks say. Without it, nothing is called. */
  calls?: Pick<OutgoingCalls, 'add'>
  /** Where conversions go that postbacks and pixels report. Without it, none are taken. */
  conversions?: Conversions
  /** TRUST_PROXY: lib/tracking/forwarded.ts */
  trustProxy: string
  /** The installation's own host, whose pages aren't short links even if it's a tracking domain. */
  ownHost?: string
  /** ms since 1970 */
  now?: () => number
  log?: (line: string) => void
}

export type Tracker = {
  /** Answers every request to a tracking path (`/t/…`) or for a short link itself. Returns false, having done nothing, when the path isn't ours. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Records a click on a short link that a page or a server reports. */
  report(view: LinkView): Promise<ViewOutcome>
  /** Resolves when no click or report is waiting to be recorded and answered. */
  drain(): Promise<void>
}

type Door = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Whose link a preview is that doesn't name a publisher. */
const nobody = { id: '', incrementalId: 0, slug: '', name: '', archived: false, active: true }

/**
 * Creates the tracker: `GET /t/click` resolves the link, screens the click, records it, and only then answers.
 *
 * - An accepted click gets a 302 to the landing page or deep link. A rejected one is recorded too, and gets a 302 to the offer's fallback URL or,
 *   without one, a 403 page. An unknown link gets a 404 and isn't recorded. With `no_redirect=true`, accepted and rejected clicks both get
 *   200 and JSON: `{transaction_id, status, reason?}`.
 * - A short link, `/KEY` on a tracking domain or `/l/KEY` on the installation's own address, goes the same way as a click on its offer. One without an
 *   offer leads to its URL. An unknown or disabled one gets its domain's notFoundUrl or a 404, and an expired one its expired URL or a 410.
 * - `GET /t/preview` shows an offer's landing page and records nothing, if the offer has previews.
 * - `GET /t/impression` records that a visitor saw an ad, and answers with a 1×1 GIF, or with 204 and `no_content=true`.
 * - `GET /t.js` is a script that reports conversions from advertisers' pages.
 * - HEAD returns the same status and Location but records nothing. Its click ID is the nil UUID, so whatever receives it can't mistake it for
 *   a click that exists.
 * - A click that can't be recorded at all (neither the store nor the disk takes it) gets a 503 with Retry-After. Sending the visitor on would
 *   lose what the publisher is owed, and a reload a moment later works.
 *
 * A click costs about 20 µs here, not counting HTTP and the event log (200,000 links, 2,000 user agents, random addresses from all over the world):
 * 2 for the location if it's cached and 5 if not, 1.6 for the visitor hash, 1.5 for the query, 0.4 for a user agent (25 the first time).
 * @throws Error when trustProxy is invalid
 */
export function createTracker({
  catalog,
  append,
  appendImpression,
  salts,
  caps,
  geo,
  lists = emptyLists(),
  calls,
  conversions,
  trustProxy,
  ownHost = '',
  now = Date.now,
  log = console.error,
}: TrackerOptions): Tracker {
  const trust = parseTrustProxy(trustProxy)
  const ids = new ClickIds()
  const surroundings = { geo, salts }
  // A full disk refuses thousands of clicks a second, and the log is on a disk too.
  const logRefused = sparingly(log)
  const logBroken = sparingly(log)
  const hostOf = (request: IncomingMessage) => forwardedHost(trust, request)
  const reports = conversions && { catalog, conversions, hostOf, now, log }
  const cookiesOf = (request: IncomingMessage) => ({
    header: request.headers.cookie,
    isSecure: forwardedOrigin(trust, request).protocol === 'https',
  })
  const countryOf = (request: IncomingMessage) => geo.locate(clientAddress(trust, request)).country
  const doors: Readonly<Record<string, Door>> = {
    '/t/impression': createImpressions({
      catalog,
      record: (row) => isDurable(() => appendImpression(row)),
      forward: (row, link, time) => {
        if (calls) for (const call of callsOfImpression(link, sourceOf(row, time, link))) calls.add(call)
      },
      draftOf: ({ request, ...visit }) =>
        clickOf({ ...visit, headers: request.headers, address: clientAddress(trust, request) }, surroundings),
      domainOf,
      cookiesOf,
      nextId: (time) => ids.next(time),
      now,
    }),
    '/t.js': serveTag,
    '/t/pageview': createPageviews({ report: reportView, addressOf: (request) => clientAddress(trust, request) }),
    ...(reports && {
      '/t/postback': createPostbacks(reports),
      '/t/pixel': createPixel({ ...reports, domainOf, countryOf }),
    }),
  }
  let underWay = 0
  let idle: (() => void)[] = []
  const { follow, report } = createFollow({
    catalog,
    surroundings,
    caps,
    lists,
    calls,
    ids,
    now,
    record: (row) => isDurable(() => append(row)),
    busy: { enter: () => void underWay++, leave },
    fail,
  })
  const checkPassword = createPasswords(now)

  /** The tracking domain that the request came in on, if it's one. Most installations have none. */
  function domainOf(request: IncomingMessage): TrackingDomainRecord | undefined {
    return catalog.domains.size === 0 ? undefined : catalog.domains.get(forwardedHost(trust, request))
  }

  /** The tracking domain whose short links a request's path can name. */
  function shortDomainOf(request: IncomingMessage): TrackingDomainRecord | undefined {
    const domain = domainOf(request)
    return domain?.host === ownHost ? undefined : domain
  }

  function click(request: IncomingMessage, response: ServerResponse, url: string): void {
    const query = new Query(url)
    const json = query.isOn('no_redirect')
    const link = resolve(catalog, query, domainOf(request))
    if (!link) return sendNotFound(response, json)
    const isRecorded = request.method === 'GET'
    follow(
      {
        link,
        query,
        headers: request.headers,
        address: clientAddress(trust, request),
        isRecorded,
        json,
        cookies: link.offer.cookieTrackingEnabled && isRecorded ? cookiesOf(request) : undefined,
        isForm: false,
        view: undefined,
      },
      response,
    )
  }

  /** Answers a request for a short link. Only one with a password has to wait. */
  function short(request: IncomingMessage, response: ServerResponse, address: ShortAddress): void {
    const { method } = request
    const query = new Query(request.url ?? '')
    const json = query.isOn('no_redirect')
    const found = findShort(catalog, address)
    const link = found && resolveShort(catalog, found, query, address.domain)
    if (!link) return sendNotFound(response, json, notFoundUrl(address.domain))
    const { passwordHash, expiresAt } = link.short
    const asks = passwordHash !== null && (expiresAt === null || expiresAt > now())
    if (method !== 'GET' && method !== 'HEAD' && !(asks && method === 'POST'))
      return sendPage(response, 405, methodPage, ['Allow', asks ? 'GET, HEAD, POST' : 'GET, HEAD'])
    const visitor = clientAddress(trust, request)
    if (!asks) return followShort(request, response, { link, query, visitor, json })
    void enter(
      async () => {
        if (await checkPassword(request, response, { ...link.short, passwordHash }, { address: visitor, json }))
          followShort(request, response, { link, query, visitor, json })
      },
      request,
      response,
    )
  }

  function followShort(
    request: IncomingMessage,
    response: ServerResponse,
    { link, query, visitor, json }: { link: ShortLink; query: Query; visitor: string; json: boolean },
  ): void {
    const { method, headers } = request
    const isRecorded = method !== 'HEAD'
    follow(
      {
        link,
        query,
        headers,
        address: visitor,
        isRecorded,
        json,
        cookies: link.offer?.cookieTrackingEnabled && isRecorded ? cookiesOf(request) : undefined,
        isForm: method === 'POST',
        view: undefined,
      },
      response,
    )
  }

  async function reportView(view: LinkView): Promise<ViewOutcome> {
    const host = domainToASCII(view.domain.replace(/:\d+$/, ''))
    const isOwn = host === '' ? view.domain === '' : host === ownHost
    const domain = isOwn ? undefined : catalog.domains.get(host)
    const found = isOwn || domain ? findShort(catalog, { domain, key: view.key }) : undefined
    // What the page's address says about where the visitor comes from is what a link's would.
    const query = new Query(view.url ?? '')
    const link = found && resolveShort(catalog, found, query, domain)
    if (!link) return { result: 'unknown' }
    const headers = {
      'user-agent': view.userAgent,
      'accept-language': view.acceptLanguage,
      ...(view.referrer === undefined ? {} : { referer: view.referrer }),
    }
    const { address, url } = view
    const visit = { link, query, headers, address, isRecorded: true, json: true, isForm: false, view: { url } }
    const id = await report({ ...visit, cookies: undefined })
    return id === undefined ? { result: 'unavailable' } : { result: 'recorded', id }
  }

  /** Hands a request to one of the doors for anything but clicks. */
  async function enter(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
    underWay++
    try {
      await door(request, response)
    } catch (error) {
      fail(response, error, true)
    }
    leave()
  }

  /** Sends whoever looks at an offer's preview to the page its visitors would see. Nothing is recorded, and no click ID is filled in. */
  function preview(request: IncomingMessage, response: ServerResponse, url: string): void {
    const query = new Query(url)
    const link = resolve(catalog, query, domainOf(request), nobody)
    if (!link?.offer.offerPreviewEnabled) return sendPage(response, 404, notFoundPage)
    const time = now()
    const address = clientAddress(trust, request)
    const row = clickOf({ id: NO_ID, now: time, headers: request.headers, address, query, link }, surroundings)
    const page = previewedPage(link, row)
    row.landing_page = page?.incrementalId ?? 0
    const location = page && templateOf(page, page.previewUrl ?? page.redirectUrl)?.fill(sourceOf(row, time, link))
    if (location === undefined) sendPage(response, 404, notFoundPage)
    else response.writeHead(302, [...redirectHeaders, 'Location', location]).end()
  }

  function leave(): void {
    if (--underWay > 0) return
    for (const resolveIdle of idle) resolveIdle()
    idle = []
  }

  async function isDurable(appended: () => Promise<void>): Promise<boolean> {
    try {
      await appended()
      return true
    } catch (error) {
      logRefused(
        `A click or impression couldn't be recorded, so its visitor was asked to try again: ${messageOf(error)}`,
      )
      return false
    }
  }

  function fail(response: ServerResponse, error: unknown, json = false): void {
    logBroken(
      `A request couldn't be handled: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    if (response.headersSent) response.destroy()
    else sendUnavailable(response, json)
  }

  return {
    handle: (request, response) => {
      const url = request.url ?? ''
      const path = pathOf(url)
      if (!isTracking(path)) {
        const address = mayBeShort(catalog, request) ? shortAddress(path, shortDomainOf(request)) : undefined
        if (!address) return false
        try {
          short(request, response, address)
        } catch (error) {
          fail(response, error, true)
        }
        return true
      }
      const door = doors[path]
      try {
        if (door) void enter(door, request, response)
        else if (path !== '/t/click' && path !== '/t/preview') sendPage(response, 404, notFoundPage)
        else if (request.method !== 'GET' && request.method !== 'HEAD')
          sendPage(response, 405, methodPage, ['Allow', 'GET, HEAD'])
        else if (path === '/t/preview') preview(request, response, url)
        else click(request, response, url)
      } catch (error) {
        fail(response, error)
      }
      return true
    },
    report: reportView,
    drain: () => (underWay === 0 ? Promise.resolve() : new Promise((resolveIdle) => idle.push(resolveIdle))),
  }
}

/** Where a domain sends visitors of links that don't exist. */
const notFoundUrl = (domain: TrackingDomainRecord | undefined): string | undefined =>
  domain?.notFoundUrl ? parseWebUrl(domain.notFoundUrl)?.href : undefined

const isTracking = (path: string): boolean =>
  path.startsWith('/t') && (path === '/t' || path === '/t.js' || path.startsWith('/t/'))

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
