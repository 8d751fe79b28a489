import { presentName } from '@/components/zones'
import { compareNames } from '@/lib/collation'

// Made on the server and handed over, since browsers know other zones and name currencies otherwise.

/** IANA time zones, UTC first. */
export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf('timeZone').map(presentName)
  return ['UTC', ...new Set(zones.filter((zone) => zone !== 'UTC').toSorted(compareNames))]
}

/** ISO 4217 currencies with their names. */
export function currencies(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? code}` }))
}
