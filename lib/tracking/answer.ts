import type { ServerResponse } from 'node:http'
import { isFraud, UNNAMED_FRAUD } from '@/lib/catalog/rules/fraud-filters'
import { expiredPage, notFoundPage, rejectedPage, unavailablePage } from './page'
import type { Reason } from './reasons'

// How clicks are answered: with a redirect, a page, or JSON.

/** A transparent GIF of 1×1 pixel, the smallest image there is. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** How to answer a screened click. */
export type Answer = {
  id: string
  reason: '' | Reason
  location: string | undefined
  json: boolean
  /** The cookie by which a pixel finds the click. */
  cookie: string | undefined
  /** How to redirect: 303 after a form. */
  status: 302 | 303
  /** Whether search engines may index the link. */
  isIndexed: boolean
  /** What's shown instead of redirecting. */
  page: string | undefined
}
const indexed = ['Cache-Control', 'no-store, private', 'X-Content-Type-Options', 'nosniff']
const always = ['X-Robots-Tag', 'noindex', ...indexed]
// The target learns which site the visitor comes from, as if the link were direct, but never the page.
const redirecting = ['Referrer-Policy', 'strict-origin-when-cross-origin', 'Content-Length', '0']
export const redirectHeaders = [...always, ...redirecting]
const indexedRedirectHeaders = [...indexed, ...redirecting]
const pageHeaders = [
  ...always,
  'Referrer-Policy',
  'no-referrer',
  'Content-Security-Policy',
  "default-src 'none'; style-src 'unsafe-inline'",
  'Content-Type',
  'text/html; charset=utf-8',
]
// `no_redirect=true` is for scripts on the publisher's pages, so any page may read the answer. It only describes the click the script itself made.
const jsonHeaders = [...always, 'Access-Control-Allow-Origin', '*', 'Content-Type', 'application/json; charset=utf-8']
export const unknownLink = {
  error: 'not_found',
  message: "The link's offer, publisher, landing page, or campaign is missing or unknown.",
}
/** Seconds a visitor is asked to wait before retrying when the click couldn't be recorded. */
export const RETRY_AFTER = '5'

/** Answers a click that was screened. */
export function send(
  response: ServerResponse,
  { id, reason, location, json, cookie, status, isIndexed, page }: Answer,
): void {
  if (cookie !== undefined) response.setHeader('Set-Cookie', cookie)
  if (json)
    sendJson(
      response,
      200,
      reason === ''
        ? { transaction_id: id, status: 'approved' }
        : { transaction_id: id, status: 'rejected', reason: isFraud(reason) ? UNNAMED_FRAUD : reason },
    )
  else if (location === undefined && reason === 'link_expired') sendPage(response, 410, expiredPage)
  else if (location === undefined) sendPage(response, 403, rejectedPage(id))
  else if (page !== undefined) sendPage(response, 200, page)
  else
    response.writeHead(status, [...(isIndexed ? indexedRedirectHeaders : redirectHeaders), 'Location', location]).end()
}

/** Answers a link that leads nowhere. @param location where its visitors go instead */
export function sendNotFound(response: ServerResponse, json: boolean, location?: string): void {
  if (json) sendJson(response, 404, unknownLink)
  else if (location === undefined) sendPage(response, 404, notFoundPage)
  else response.writeHead(302, [...redirectHeaders, 'Location', location]).end()
}

export function sendPage(response: ServerResponse, status: number, html: string, extra: readonly string[] = []): void {
  response.writeHead(status, [...pageHeaders, 'Content-Length', String(Buffer.byteLength(html)), ...extra]).end(html)
}

/** Answers with an image that any site may show, or with nothing. */
export function sendPixel(
  response: ServerResponse,
  hasContent: boolean,
  status: number,
  extra: readonly string[] = [],
): void {
  const content = hasContent ? ['Content-Type', 'image/gif', 'Content-Length', String(PIXEL.length)] : []
  const anywhere = ['Cross-Origin-Resource-Policy', 'cross-origin']
  response.writeHead(status, [...always, ...anywhere, ...content, ...extra]).end(hasContent ? PIXEL : undefined)
}

export function sendJson(response: ServerResponse, status: number, body: object, extra: readonly string[] = []): void {
  const text = JSON.stringify(body)
  response.writeHead(status, [...jsonHeaders, 'Content-Length', String(Buffer.byteLength(text)), ...extra]).end(text)
}

export function sendUnavailable(response: ServerResponse, json: boolean): void {
  const retry = ['Retry-After', RETRY_AFTER]
  if (json)
    sendJson(
      response,
      503,
      { error: 'unavailable', message: "This request couldn't be recorded. Try again in a few seconds." },
      retry,
    )
  else sendPage(response, 503, unavailablePage, retry)
}
