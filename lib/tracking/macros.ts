import { randomBytes } from 'node:crypto'
import type { ClickRow } from '@/lib/events/tables'

/** What macros are filled from: the click as it will be recorded, and what of it the row does not hold. */
export type MacroSource = {
  click: ClickRow
  /** ms since 1970 */
  now: number
  publisherSlug: string
  /** The publisher's own id of the campaign; '' when there is none. */
  campaign: string
}

const number = (value: number) => (value === 0 ? '' : String(value))

/** Every macro there is. */
export const macros: Readonly<Record<string, (source: MacroSource) => string>> = {
  click_id: ({ click }) => click.id,
  transaction_id: ({ click }) => click.id,
  external_transaction_id: ({ click }) => click.external_transaction,
  sub_id: ({ click }) => click.sub_id,
  sub_id_2: ({ click }) => click.sub_id_2,
  sub_id_3: ({ click }) => click.sub_id_3,
  sub_id_4: ({ click }) => click.sub_id_4,
  sub_id_5: ({ click }) => click.sub_id_5,
  sub_id_6: ({ click }) => click.sub_id_6,
  publisher_id: ({ click }) => number(click.publisher),
  publisher_slug: ({ publisherSlug }) => publisherSlug,
  offer_id: ({ click }) => number(click.offer),
  advertiser_id: ({ click }) => number(click.advertiser),
  network_id: ({ click }) => number(click.network),
  landing_page_id: ({ click }) => number(click.landing_page),
  campaign_id: ({ campaign }) => campaign,
  country: ({ click }) => click.country,
  region: ({ click }) => click.region,
  city: ({ click }) => click.city,
  device: ({ click }) => click.device,
  os: ({ click }) => click.os,
  browser: ({ click }) => click.browser,
  language: ({ click }) => click.language,
  timestamp: ({ now }) => String(Math.floor(now / 1000)),
  utm_source: ({ click }) => click.utm_source,
  utm_medium: ({ click }) => click.utm_medium,
  utm_campaign: ({ click }) => click.utm_campaign,
  utm_term: ({ click }) => click.utm_term,
  utm_content: ({ click }) => click.utm_content,
}

/** A redirect URL, taken apart once and filled for every click. */
export type Template = {
  /** Parsed, with stand-ins where macros are. What stands before the path is what every filled address has. */
  readonly url: URL
  /** The address for one click: ASCII, a valid href. */
  fill(source: MacroSource): string
}

const macro = /(?:\{|%7b)([a-z][a-z0-9_]*)(?:\}|%7d)/gi
// Stands in for a macro while URL parses the rest. Random, so that outside text can't impersonate one.
const mark = `m${randomBytes(12).toString('hex')}x`

/**
 * Reads a redirect URL with macros such as `{click_id}` (also written `%7Bclick_id%7D`, in any case). Values are percent-encoded
 * for where they stand, so that a value is never more than a part of one path segment, one parameter or the fragment; a value
 * that is missing leaves nothing. Unknown macros stay as they stand, as URL writes them: they may mean something to the target. Nothing is added
 * to a URL that does not ask for it.
 * @returns undefined when it is no http(s) URL, or a macro stands in its scheme, user, host or port
 */
export function compileTemplate(text: string): Template | undefined {
  const readers: ((source: MacroSource) => string)[] = []
  const marked = text.replace(macro, (whole, name: string) => {
    const read = Object.hasOwn(macros, name.toLowerCase()) ? macros[name.toLowerCase()] : undefined
    if (!read) return whole
    readers.push(read)
    return `${mark}${readers.length - 1}z`
  })
  const url = parseWebUrl(marked)
  if (!url || `${url.username}${url.password}${url.host}`.toLowerCase().includes(mark)) return undefined
  const pieces = url.href.split(new RegExp(`${mark}(\\d+)z`))
  // pieces: text, macro's number, text, macro's number, …, text
  const first = pieces[0] ?? ''
  const slots: { read: (source: MacroSource) => string; inPath: boolean; after: string }[] = []
  let before = first
  for (let at = 1; at < pieces.length; at += 2) {
    const read = readers[Number(pieces[at])]
    if (!read) return undefined
    const after = pieces[at + 1] ?? ''
    slots.push({ read, inPath: !/[?#]/.test(before), after })
    before += after
  }
  return {
    url,
    fill: (source) => {
      let filled = first
      for (const { read, inPath, after } of slots) {
        const value = read(source)
        filled += (inPath ? encodeSegment(value) : encodeURIComponent(value)) + after
      }
      return filled
    },
  }
}

/** Browsers take `..` and `%2e%2e` alike as "up"; written with the percent sign escaped, it stays a name. */
function encodeSegment(value: string): string {
  return /^\.+$/.test(value) ? value.replaceAll('.', '%252E') : encodeURIComponent(value)
}

/** Parses as browsers do; undefined unless http or https. */
export function parseWebUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
}
