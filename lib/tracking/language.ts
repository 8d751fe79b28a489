import { BoundedCache } from '@/lib/bounded'

const known = new BoundedCache<string, string>(2000)

/** The first language a browser asks for, such as `en`, `pt-BR`, or `zh-Hant-TW`; '' when it doesn't name one. */
export function languageOf(header: string | undefined): string {
  if (header === undefined || header === '') return ''
  if (header.length > 100) return parse(header)
  return known.get(header) ?? known.set(header, parse(header))
}

function parse(header: string): string {
  const match = /^\s*([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?=[-_,;\s]|$)/i.exec(header)
  if (!match?.[1]) return ''
  const [, language, script, region] = match
  return [
    language.toLowerCase(),
    script && `${script.charAt(0).toUpperCase()}${script.slice(1).toLowerCase()}`,
    region?.toUpperCase(),
  ]
    .filter(Boolean)
    .join('-')
}
