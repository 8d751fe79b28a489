import table from './regions.json'

/** Country → folded name of a region → the part of its ISO 3166-2 code after the country. Made by regions.generate.ts. */
const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = table

/** A name without accents, case and punctuation, so that spellings of it meet. */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ıłøđðæßþ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘ʼʻ`´ʹ′]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const letters: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', æ: 'ae', ß: 'ss', þ: 'th' }

/**
 * The ISO 3166-2 code of a region, such as `US-CA`, by its name in the database of places; '' when the standard has no code for it.
 * @param city where the database only names the country's only province (Taiwan), the city decides
 */
export function regionCode(country: string, name: string, city: string): string {
  const names = Object.hasOwn(codes, country) ? codes[country] : undefined
  if (!names) return ''
  const code = own(names, fold(name)) ?? (country === 'TW' ? own(names, fold(city)) : undefined)
  return code === undefined ? '' : `${country}-${code}`
}

function own(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined
}
