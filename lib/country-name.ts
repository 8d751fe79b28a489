let names: Intl.DisplayNames | undefined

/** The English name of an ISO 3166-1 alpha-2 code, or the code if it has none. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  names ??= new Intl.DisplayNames('en', { type: 'region' })
  return names.of(code) ?? code
}
