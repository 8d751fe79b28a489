import { z } from 'zod'

// Which time zones are in which country, by the runtime's own data (CLDR). Safe in the browser.

const zones = z.array(z.string())
const known = new Map<string, ReadonlySet<string>>()

function zonesOf(country: string): ReadonlySet<string> {
  let found = known.get(country)
  if (!found) {
    // A method in newer runtimes. TypeScript knows neither.
    const locale: object = new Intl.Locale(`und-${country}`)
    const method: unknown = Reflect.get(locale, 'getTimeZones')
    const listed: unknown = typeof method === 'function' ? method.call(locale) : Reflect.get(locale, 'timeZones')
    found = new Set(zones.safeParse(listed).data?.map((zone) => canonicalZone(zone) ?? zone))
    known.set(country, found)
  }
  return found
}

/** The runtime's name for a zone, whose aliases all have the same one. undefined if it isn't a zone of the IANA database. */
function canonicalZone(zone: string): string | undefined {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(zone)) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/**
 * Whether a time zone certainly isn't in a country. Zones without a place, such as UTC, fit everywhere: browsers that protect privacy claim them.
 * @param country ISO 3166-1 alpha-2
 * @param zone what a browser claims, such as `Europe/Berlin`
 */
export function isZoneElsewhere(country: string, zone: string): boolean {
  if (!/^[A-Z]{2}$/.test(country)) return false
  const name = canonicalZone(zone)
  if (name === undefined || !name.includes('/') || name.startsWith('Etc/')) return false
  const inCountry = zonesOf(country)
  return inCountry.size > 0 && !inCountry.has(name)
}
