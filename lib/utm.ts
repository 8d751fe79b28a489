// Parameters that say where visitors come from, in the URLs they go to. URLs are edited as text, so macros and everything else in them stay as they are.
// Safe to import in the browser.

/** What the parameters are called in URLs, by what links call them. */
const utmParameters = {
  utmSource: 'utm_source',
  utmMedium: 'utm_medium',
  utmCampaign: 'utm_campaign',
  utmTerm: 'utm_term',
  utmContent: 'utm_content',
  ref: 'ref',
} as const
export type UtmField = keyof typeof utmParameters
export type Utm = Record<UtmField, string>

const fields = Object.keys(utmParameters).filter((name): name is UtmField => Object.hasOwn(utmParameters, name))

/** A URL with these parameters: what's given replaces what's there, '' removes it, and undefined leaves it. */
export function withUtm(url: string, given: Partial<Record<UtmField, string | undefined>>): string {
  const names = fields.filter((field) => given[field] !== undefined)
  if (names.length === 0) return url
  const { start, parts, fragment } = split(url)
  const replaced = new Set<string>(names.map((field) => utmParameters[field]))
  const kept = parts.filter((part) => !replaced.has(nameOf(part)))
  const added = names.flatMap((field) =>
    given[field] === '' ? [] : [`${utmParameters[field]}=${encodeURIComponent(given[field] ?? '')}`],
  )
  const all = [...kept, ...added]
  return start + (all.length > 0 ? `?${all.join('&')}` : '') + fragment
}

/** What a URL says in these parameters; '' where it doesn't. The first counts if there are several. */
export function utmOf(url: string): Utm {
  const { parts } = split(url)
  const valueOf = (name: string) => {
    const part = parts.find((one) => nameOf(one) === name)
    return part === undefined ? '' : decoded(part.slice(part.indexOf('=') + 1 || part.length))
  }
  return {
    utmSource: valueOf('utm_source'),
    utmMedium: valueOf('utm_medium'),
    utmCampaign: valueOf('utm_campaign'),
    utmTerm: valueOf('utm_term'),
    utmContent: valueOf('utm_content'),
    ref: valueOf('ref'),
  }
}

function split(url: string): { start: string; parts: string[]; fragment: string } {
  const hash = url.indexOf('#')
  const whole = hash < 0 ? url : url.slice(0, hash)
  const mark = whole.indexOf('?')
  return {
    start: mark < 0 ? whole : whole.slice(0, mark),
    parts:
      mark < 0
        ? []
        : whole
            .slice(mark + 1)
            .split('&')
            .filter((part) => part !== ''),
    fragment: hash < 0 ? '' : url.slice(hash),
  }
}

const nameOf = (part: string): string => decoded(part.split('=')[0] ?? '')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
