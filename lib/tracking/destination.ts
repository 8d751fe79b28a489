import type { ShortLinkRecord } from '@/lib/catalog/short-link-records'
import type { Template } from '@/lib/macros'
import { isOwnParameter } from './click'
import { spread } from './landing-page'
import type { Query } from './query'
import { clean } from './text'

// Where short links lead, and what their destinations get.

/** Longest value that's passed on to a destination, in characters. */
const LONGEST = 2000

/** What a link's targets go by. */
export type Visitor = { os: string; device: string; country: string; visitor: string }

/**
 * Where a link leads a visitor, as text; '' for the landing page of its offer. The first of these that fits: iOS and Android, device, operating system,
 * country, a variant of its test, its URL.
 * @param now ms since 1970
 */
export function targetOf(link: ShortLinkRecord, { os, device, country, visitor }: Visitor, now: number): string {
  if (os === 'iOS' && link.ios !== null) return link.ios
  if (os === 'Android' && link.android !== null) return link.android
  return (
    ownValue(link.devices, device) ??
    ownValue(link.systems, os) ??
    ownValue(link.geo, country) ??
    variantOf(link, visitor, now) ??
    link.url
  )
}

const ownValue = (of: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined

/** The variant that a visitor gets, while there's a test. It's the same all day. */
function variantOf(link: ShortLinkRecord, visitor: string, now: number): string | undefined {
  const { testVariants: variants, testStartedAt: start, testCompletedAt: end } = link
  if (variants.length === 0 || (start !== null && now < start) || (end !== null && now >= end)) return undefined
  const total = variants.reduce((sum, { percentage }) => sum + percentage, 0)
  // The end of a link's ID is random, so each link splits its visitors differently.
  let share = spread(visitor, Number.parseInt(link.id.slice(-8), 16)) % total
  for (const { url, percentage } of variants) {
    share -= percentage
    if (share < 0) return url
  }
  return undefined
}

/**
 * Completes the destination of a link's click with what it lacks: the link's UTM parameters and `ref`, the parameters that the short link was requested
 * with, apart from our own, and `dub_id` if the link tracks conversions.
 */
export function completed(template: Template, link: ShortLinkRecord, query: Query): Template {
  return {
    url: template.url,
    fill: (source) => {
      const location = template.fill(source)
      const present = template.url.searchParams
      const added = new Map<string, string>()
      const add = (name: string, value: string) => {
        if (value !== '' && !present.has(name) && !added.has(name)) added.set(name, value)
      }
      add('utm_source', link.utmSource)
      add('utm_medium', link.utmMedium)
      add('utm_campaign', link.utmCampaign)
      add('utm_term', link.utmTerm)
      add('utm_content', link.utmContent)
      add('ref', link.ref)
      for (const [name, value] of query.entries())
        if (!isOwnParameter(name)) add(clean(name, LONGEST), clean(value, LONGEST))
      if (link.trackConversion) add('dub_id', source.click.id)
      return added.size === 0 ? location : extended(location, added)
    },
  }
}

function extended(location: string, added: ReadonlyMap<string, string>): string {
  const hash = location.indexOf('#')
  let url = hash < 0 ? location : location.slice(0, hash)
  let separator = url.includes('?') ? (/[?&]$/.test(url) ? '' : '&') : '?'
  for (const [name, value] of added) {
    url += `${separator}${encodeURIComponent(name)}=${encodeURIComponent(value)}`
    separator = '&'
  }
  return hash < 0 ? url : url + location.slice(hash)
}
