import { randomBytes, timingSafeEqual } from 'node:crypto'
import { keyedHash } from './encryption'
import { isSecure, readCookie } from './session-cookie'

// A browser that has signed in to an account before is let through when strangers have used up the account's attempts. It proves it with a
// cookie: its own random id, and for each account that signed in a keyed hash of the two, which says nothing about whose they are.

/** As long as browsers keep a cookie: Chrome's 400 days. */
const MAX_AGE_SECONDS = 400 * 24 * 3600
/** People who share a browser. The longest ago is forgotten. */
const MOST_ACCOUNTS = 8

const name = () => (isSecure() ? '__Host-tributary.device' : 'tributary.device')

type Device = { id: string; tags: string[] }

const tagOf = (id: string, userId: string): string => Buffer.from(keyedHash('known device', userId, id)).toString('base64url')

function deviceOf(headers: Headers): Device | null {
  const [id = '', ...tags] = (readCookie(headers, name()) ?? '').split('.')
  return /^[\w-]{22}$/.test(id) ? { id, tags: tags.filter((tag) => /^[\w-]{43}$/.test(tag)).slice(0, MOST_ACCOUNTS) } : null
}

/** The id of the request's browser, if the user has signed in with it before. */
export function knownDevice(headers: Headers, userId: string): string | undefined {
  const device = deviceOf(headers)
  if (!device) return undefined
  const tag = Buffer.from(tagOf(device.id, userId))
  return device.tags.some((one) => timingSafeEqual(Buffer.from(one), tag)) ? device.id : undefined
}

/** The Set-Cookie that makes the request's browser known to one more user. */
export function rememberDevice(headers: Headers, userId: string): string {
  const device = deviceOf(headers) ?? { id: randomBytes(16).toString('base64url'), tags: [] }
  const tag = tagOf(device.id, userId)
  const value = [device.id, tag, ...device.tags.filter((one) => one !== tag)].slice(0, MOST_ACCOUNTS + 1).join('.')
  return `${name()}=${value}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
}
