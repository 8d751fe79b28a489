import { DEFAULT_DEVICE } from './devices'
import type { TestedPage, Visit } from './visit'

/**
 * The visits that make up a landing page's test: from each of its countries with each of its devices. Without a proxy for any of its countries, it's
 * visited from the server's own place, too, or nobody would notice that it breaks.
 */
export function visitsOf(
  { countries, devices }: Pick<TestedPage, 'countries' | 'devices'>,
  proxies: ReadonlyMap<string, URL>,
): Visit[] {
  const places = countries.some((country) => proxies.has(country)) ? countries : ['', ...countries]
  const profiles = devices.length > 0 ? devices : [DEFAULT_DEVICE]
  return [...new Set(places)].flatMap((country) => [...new Set(profiles)].map((device) => ({ country, device })))
}

const DAY = 24 * 60 * 60 * 1000
/** After a first failure, a page is tested again soon, to tell a break from a hiccup. */
const CONFIRM = 15 * 60 * 1000
/** Broken pages are tested more often, so that their recovery is noticed. */
const WHILE_BROKEN = 6 * 60 * 60 * 1000

/** When a landing page is tested next: once a day at a time of its own, so that tests are spread over the day. */
export function nextDue(id: string, failures: number, now: Date): Date {
  if (failures === 1) return new Date(now.getTime() + CONFIRM)
  if (failures > 1) return new Date(now.getTime() + WHILE_BROKEN)
  // The end of a version 7 UUID is random.
  const own = (Number.parseInt(id.replaceAll('-', '').slice(-8), 16) / 2 ** 32) * DAY
  const soonest = now.getTime() + DAY / 2
  return new Date(soonest + ((((own - soonest) % DAY) + DAY) % DAY))
}
