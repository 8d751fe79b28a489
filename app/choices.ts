import type { PersonChoices } from '@/components/users/person-fields'
import { presentName } from '@/components/zones'
import { compareNames } from '@/lib/collation'
import { countryCodes } from '@/lib/countries'

// Made on the server and handed over, since browsers know other zones and name currencies otherwise.

/** IANA time zones, UTC first. */
export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf('timeZone').map(presentName)
  return ['UTC', ...new Set(zones.filter((zone) => zone !== 'UTC').toSorted(compareNames))]
}

/** Countries by name. */
function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  return countryCodes
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((a, b) => compareNames(a.label, b.label))
}

/** What the fields about a person offer. */
export const personChoices = (): PersonChoices => ({ zones: timeZones(), countries: countries() })

/** ISO 4217 currencies with their names. */
export function currencies(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? code}` }))
}
