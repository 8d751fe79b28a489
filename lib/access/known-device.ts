import { randomBytes, timingSafeEqual } from 'node:crypto'
import { keyedHash } from './encryption'
import { isSecure, readCookie } from './session-cookie'

// A browser that has signed in to an account before isn't locked out when strangers use up the account's attempts. It identifies itself with a
// cookie that has a random ID and, for each account that signed in, a keyed hash of that ID and the user, which doesn't reveal who they are.

/** The longest that browsers keep a cookie: 400 days in Chrome. */
const MAX_AGE_SECONDS = 400 * 24 * 3600
/** How many accounts a browser is remembered for. The least recently used is dropped first. */
const MOST_ACCOUNTS = 8

const name = () => (isSecure() ? '__Host-tributary.device' : 'tributary.device')

type Device = { id: string; tags: string[] }

const tagOf = (id: string, userId: string): string =>
  Buffer.from(keyedHash('known device', userId, id)).toString('base64url')

function deviceOf(headers: Headers): Device | null {
  const [id = '', ...tags] = (readCookie(headers, name()) ?? '').split('.')
  return /^[\w-]{22}$/.test(id)
    ? { id, tags: tags.filter((tag) => /^[\w-]{43}$/.test(tag)).slice(0, MOST_ACCOUNTS) }
    : null
}

/** The ID of the request's browser, if the user has signed in with it before. */
export function knownDevice(headers: Headers, userId: string): string | undefined {
  const device = deviceOf(headers)
  if (!device) return undefined
  const tag = Buffer.from(tagOf(device.id, userId))
  return device.tags.some((one) => timingSafeEqual(Buffer.from(one), tag)) ? device.id : undefined
}

/** The Set-Cookie header that also makes the request's browser a known one for this user. */
export function rememberDevice(headers: Headers, userId: string): string {
  const device = deviceOf(headers) ?? { id: randomBytes(16).toString('base64url'), tags: [] }
  const tag = tagOf(device.id, userId)
  const value = [device.id, tag, ...device.tags.filter((one) => one !== tag)].slice(0, MOST_ACCOUNTS + 1).join('.')
  return `${name()}=${value}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
}
