import { iso31661 } from 'iso-3166'

/** ISO 3166-1 alpha-2 codes of all countries, plus Kosovo, whose code is in use although it isn't in the standard. */
export const countryCodes: readonly string[] = [...iso31661.map(({ alpha2 }) => alpha2), 'XK']
