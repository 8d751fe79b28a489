import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressLists, emptyLists } from '@/lib/address-lists'
import type { Catalog, TrackingDomainRecord } from '@/lib/catalog/records'
import { NO_ID, type ClickRow, type ImpressionRow } from '@/lib/events/tables'
import type { AddedCall, OutgoingCalls } from '@/lib/outbound/calls'
import { sparingly } from '@/lib/sparingly'
import { messageOf } from '@/lib/message-of'
import { type Answer, redirectHeaders, send, sendJson, sendPage, sendUnavailable, unknownLink } from './answer'
import { ClickIds } from './click-id'
import { type Claim, type Caps, unclaimed } from './caps'
import { clickOf, type ClickDraft, recordedUrl, settle } from './click'
import { cookieOf } from './cookies'
import { clientAddress, forwardedHost, forwardedOrigin, parseTrustProxy } from './forwarded'
import { createFraudCheck } from './fraud'
import type { Geo } from './geo'
import { createImpressions } from './impression'
import { callsOfClick, callsOfImpression, sourceOf } from './outgoing'
import { methodPage, notFoundPage } from './page'
import { createPixel } from './pixel'
import { type Conversions, createPostbacks } from './postback'
import { Query } from './query'
import { type Link, resolve } from './resolve'
import type { Salts } from './salts'
import { serveTag } from './tag'
import { pastCap, previewedPage, screen, templateOf, type Verdict } from './screen'

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
  /** ms since 1970 */
  now?: () => number
  log?: (line: string) => void
}

export type Tracker = {
  /** Answers every request to a tracking path (`/t/…`) itself. Returns false, having done nothing, when the path isn't ours. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Resolves when no click or report is waiting to be recorded and answered. */
  drain(): Promise<void>
}

/** A screened click, before its caps. */
type Screened = {
  row: ClickDraft
  time: number
  link: Link
  verdict: Verdict
  json: boolean
  isRecorded: boolean
  /** The visitor's, if the offer uses cookie tracking. */
  cookies: { header: string | undefined; isSecure: boolean } | undefined
}
type Door = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** An answer, and what to call once the click is durable. */
type Concluded = Answer & { calls: readonly AddedCall[] }

/** Whose link a preview is that doesn't name a publisher. */
const nobody = { id: '', incrementalId: 0, slug: '', name: '', archived: false, active: true }

/**
 * Creates the tracker: `GET /t/click` resolves the link, screens the click, records it, and only then answers.
 *
 * - An accepted click gets a 302 to the landing page or deep link. A rejected one is recorded too, and gets a 302 to the offer's fallback URL or,
 *   without one, a 403 page. An unknown link gets a 404 and isn't recorded. With `no_redirect=true`, accepted and rejected clicks both get
 *   200 and JSON: `{transaction_id, status, reason?}`.
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
  now = Date.now,
  log = console.error,
}: TrackerOptions): Tracker {
  const trust = parseTrustProxy(trustProxy)
  const ids = new ClickIds()
  const surroundings = { geo, salts }
  const checkFraud = createFraudCheck(lists)
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
      draftOf: (visit) => clickOf({ ...visit, address: clientAddress(trust, visit.request) }, surroundings),
      domainOf,
      cookiesOf,
      nextId: (time) => ids.next(time),
      now,
    }),
    '/t.js': serveTag,
    ...(reports && {
      '/t/postback': createPostbacks(reports),
      '/t/pixel': createPixel({ ...reports, domainOf, countryOf }),
    }),
  }
  let underWay = 0
  let idle: (() => void)[] = []

  /** The tracking domain that the request came in on, if it's one. Most installations have none. */
  function domainOf(request: IncomingMessage): TrackingDomainRecord | undefined {
    return catalog.domains.size === 0 ? undefined : catalog.domains.get(forwardedHost(trust, request))
  }

  function click(request: IncomingMessage, response: ServerResponse, url: string): void {
    const query = new Query(url)
    const json = query.isOn('no_redirect')
    const link = resolve(catalog, query, domainOf(request))
    if (!link) return json ? sendJson(response, 404, unknownLink) : sendPage(response, 404, notFoundPage)

    const time = now()
    const isRecorded = request.method === 'GET'
    const id = isRecorded ? ids.next(time) : NO_ID
    const address = clientAddress(trust, request)
    const row = clickOf({ id, now: time, request, address, query, link }, surroundings)
    const screening = screen(link, row, query.get('redirect_url'))
    const verdict = checkFraud(screening, link, row, { address, now: time, recorded: isRecorded })
    const cookies = link.offer.cookieTrackingEnabled && isRecorded ? cookiesOf(request) : undefined
    const screened = { row, time, link, verdict, json, isRecorded, cookies }
    const claim = verdict.reason === '' ? caps.claim(link, row.sub_id, time, isRecorded && !row.bot) : unclaimed
    if (claim instanceof Promise) void concludeLater(screened, response, claim)
    else conclude(screened, response, claim)
  }

  /** Records and answers a click that was close to a cap, so that it had to wait. */
  async function concludeLater(screened: Screened, response: ServerResponse, claim: Promise<Claim>): Promise<void> {
    underWay++
    try {
      conclude(screened, response, await claim)
    } catch (error) {
      fail(response, error, screened.json)
    }
    leave()
  }

  function conclude(screened: Screened, response: ServerResponse, claim: Claim) {
    const { row, time, link, verdict, json, isRecorded, cookies } = screened
    try {
      const final = claim.over ? pastCap(link, verdict, claim.over) : verdict
      row.cap_leases = claim.leases
      settle(row, link, final)
      const source = sourceOf(row, time, link)
      const location = final.destination?.fill(source)
      if (location !== undefined) row.url = recordedUrl(location)
      const cookie =
        cookies && counts(row)
          ? cookieOf('click', { ...cookies, catalog, offer: link.offer, id: row.id, now: time })
          : undefined
      const caused = calls && counts(row) ? callsOfClick(link, source) : []
      const answer = { id: row.id, reason: final.reason, location, json, calls: caused, cookie }
      if (isRecorded) void record(row, response, answer, claim)
      else send(response, answer)
    } catch (error) {
      claim.settle(false)
      throw error
    }
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
    const row = clickOf({ id: NO_ID, now: time, request, address, query, link }, surroundings)
    const page = previewedPage(link, row)
    row.landing_page = page?.incrementalId ?? 0
    const location = page && templateOf(page, page.previewUrl ?? page.redirectUrl)?.fill(sourceOf(row, time, link))
    if (location === undefined) sendPage(response, 404, notFoundPage)
    else response.writeHead(302, [...redirectHeaders, 'Location', location]).end()
  }

  async function record(row: ClickRow, response: ServerResponse, answer: Concluded, claim: Claim): Promise<void> {
    underWay++
    const durable = await isDurable(() => append(row))
    claim.settle(durable)
    try {
      if (durable) for (const call of answer.calls) calls?.add(call)
      if (durable) send(response, answer)
      else sendUnavailable(response, answer.json)
    } catch (error) {
      fail(response, error, answer.json)
    }
    leave()
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
      if (!url.startsWith('/t')) return false
      const path = pathOf(url)
      if (path !== '/t' && path !== '/t.js' && !path.startsWith('/t/')) return false
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
    drain: () => (underWay === 0 ? Promise.resolve() : new Promise((resolveIdle) => idle.push(resolveIdle))),
  }
}

const counts = ({ status, bot }: Pick<ClickRow, 'status' | 'bot'>): boolean => status === 'Approved' && !bot

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
