import type { TargetingChoices } from '@/components/targeting/targeting-fields'
import type { PersonChoices } from '@/components/users/person-fields'
import type { Option } from '@/components/ui/fitting'
import { presentName } from '@/lib/zone-name'
import { compareNames } from '@/lib/collation'
import { currencyCodes } from '@/lib/currencies'
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

/** The currencies that offers can be in: those in use, without metals and test codes. */
export const offerCurrencies: readonly Option[] = currencies.filter(({ value }) => currencyCodes.includes(value))

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(97 + index))

/** Who offers can be for: countries, and languages with a two-letter code. */
export const targetingChoices: TargetingChoices = {
  countries: personChoices.countries,
  languages: letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = languageNames.of(code)
      // Some languages also have an older code.
      return name === undefined || Intl.getCanonicalLocales(code)[0] !== code ? [] : [{ value: code, label: name }]
    })
    .toSorted((a, b) => compareNames(a.label, b.label)),
}
