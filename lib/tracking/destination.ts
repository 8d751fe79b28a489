import type { ShortLinkRecord } from '@/lib/catalog/short-link-records'
import type { MacroSource, Template } from '@/lib/macros'
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
  return new Completed(template, link, query)
}

// Classes, because a function that's made for each click is given its name each time, too.
class Completed implements Template {
  readonly #template: Template
  readonly #link: ShortLinkRecord
  readonly #query: Query

  constructor(template: Template, link: ShortLinkRecord, query: Query) {
    this.#template = template
    this.#link = link
    this.#query = query
  }

  get url(): URL {
    return this.#template.url
  }

  fill(source: MacroSource): string {
    const link = this.#link
    const added = new Additions(this.#template.url)
    added.add('utm_source', link.utmSource)
    added.add('utm_medium', link.utmMedium)
    added.add('utm_campaign', link.utmCampaign)
    added.add('utm_term', link.utmTerm)
    added.add('utm_content', link.utmContent)
    added.add('ref', link.ref)
    for (const [name, value] of this.#query.entries())
      if (!isOwnParameter(name)) added.add(clean(name, LONGEST), clean(value, LONGEST))
    if (link.trackConversion) added.add('dub_id', source.click.id)
    return extended(this.#template.fill(source), added.text)
  }
}

/** Parameters that a URL doesn't have yet. */
class Additions {
  readonly #url: URL
  readonly #isBare: boolean
  readonly #names: string[] = []
  /** `name=value&name=value` */
  text = ''

  constructor(url: URL) {
    this.#url = url
    this.#isBare = url.search === ''
  }

  add(name: string, value: string): void {
    if (value === '' || this.#names.includes(name) || (!this.#isBare && this.#url.searchParams.has(name))) return
    this.#names.push(name)
    this.text += `${this.text === '' ? '' : '&'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  }
}

function extended(location: string, added: string): string {
  if (added === '') return location
  const hash = location.indexOf('#')
  const url = hash < 0 ? location : location.slice(0, hash)
  const separator = url.includes('?') ? (/[?&]$/.test(url) ? '' : '&') : '?'
  return `${url}${separator}${added}${hash < 0 ? '' : location.slice(hash)}`
}
