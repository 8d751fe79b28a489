import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Header that gives pages the nonce for their inline scripts. */
export const NONCE_HEADER = 'x-nonce'

/** Two years, for this host only: other hosts on the domain aren't our call. */
export const STRICT_TRANSPORT = 'max-age=63072000'

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  // For browsers that don't support frame-ancestors.
  'X-Frame-Options': 'DENY',
} as const

/** Anything other than a page can't load, run, or frame anything, even if a browser is tricked into displaying it. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * Scripts run only with the request's nonce, and can load their own chunks (strict-dynamic). Style elements need the nonce too. Style attributes
 * are allowed: the server renders bar widths and label positions with them, and an attribute can't run code.
 * In development, Next.js uses eval in the browser, adds styles dynamically, and opens a WebSocket.
 */
function pagePolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment
      ? "style-src 'self' 'unsafe-inline'"
      : `style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'`,
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
 * Sets the security headers of every response except tracking links, which have their own (lib/tracking/tracker.ts).
 * Also passes a page's policy to Next.js, which puts the nonce on its scripts. Drops anything the client sent in these headers.
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
