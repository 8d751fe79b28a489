import type { PersonChoices } from '@/components/users/person-fields'
import type { Option } from '@/components/ui/fitting'
import { presentName } from '@/lib/zone-name'
import { compareNames } from '@/lib/collation'
import { countryCodes } from '@/lib/countries'
import { countryName } from '@/lib/country-name'

// Built once on the server and passed to the browser, since browsers know different zones and currency names.

/** IANA time zones, UTC first. */
export const timeZones: readonly string[] = [
  'UTC',
  ...new Set(
    Intl.supportedValuesOf('timeZone')
      .map(presentName)
      .filter((zone) => zone !== 'UTC')
      .toSorted(compareNames),
  ),
]

const currencyNames = new Intl.DisplayNames('en', { type: 'currency' })

/** The options for a person's fields: time zones, and countries by name. */
export const personChoices: PersonChoices = {
  zones: timeZones,
  countries: countryCodes
    .map((code) => ({ value: code, label: countryName(code) }))
    .toSorted((a, b) => compareNames(a.label, b.label)),
}

/** ISO 4217 currencies with their names. */
export const currencies: readonly Option[] = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: `${code}, ${currencyNames.of(code) ?? code}`,
}))
