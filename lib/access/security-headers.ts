import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Header in which server.ts tells pages the nonce that their inline scripts must carry. */
export const NONCE_HEADER = 'x-nonce'

/** Two years, this host only: what else runs below the domain is not ours to decide. */
export const STRICT_TRANSPORT = 'max-age=63072000'

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
} as const

/** Nothing that is no page loads, runs or frames anything, even if a browser could be made to show it. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * Scripts run by the request's nonce only, and may load their own chunks (strict-dynamic). Style elements need it too; style attributes are
 * allowed, since widths of bars and places of chart labels are figures that the server writes into the page, and an attribute can not run anything.
 * In development Next.js compiles in the browser (eval), adds styles as it goes, and talks over a web socket.
 */
function pagePolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'`,
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws: wss:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const isPage = (url: string): boolean => !/^\/(api|_next\/(static|image))([/?]|$)/.test(url)

/**
 * Sets what browsers are told about every answer that is not a tracking link's (those say their own: lib/tracking/tracker.ts).
 * A page's policy goes to Next.js as well, which puts the nonce on its scripts; whatever the client sent under these names is dropped.
 */
export function protect(request: IncomingMessage, response: ServerResponse, isDevelopment: boolean): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
  delete request.headers['content-security-policy']
  delete request.headers['content-security-policy-report-only']
  delete request.headers[NONCE_HEADER]
  let policy = DATA_POLICY
  if (isPage(request.url ?? '')) {
    const nonce = randomBytes(16).toString('base64')
    policy = pagePolicy(nonce, isDevelopment)
    request.headers[NONCE_HEADER] = nonce
    request.headers['content-security-policy'] = policy
  }
  response.setHeader('Content-Security-Policy', policy)
}
