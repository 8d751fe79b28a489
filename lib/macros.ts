import { randomBytes } from 'node:crypto'
import { macroPattern, type MacroName } from './macro-names'
import { parseWebUrl } from './url'

/** What macros are filled from: a click as it's recorded, plus what its row doesn't contain. */
export type MacroSource = {
  click: {
    id: string
    external_transaction: string
    sub_id: string
    sub_id_2: string
    sub_id_3: string
    sub_id_4: string
    sub_id_5: string
    sub_id_6: string
    publisher: number
    offer: number
    advertiser: number
    network: number
    landing_page: number
    country: string
    region: string
    city: string
    device: string
    os: string
    browser: string
    language: string
    utm_source: string
    utm_medium: string
    utm_campaign: string
    utm_term: string
    utm_content: string
  }
  /** When the click came in, in ms since 1970. */
  now: number
  publisherSlug: string
  /** The publisher's own ID for the campaign; '' when there's no campaign. */
  campaign: string
}

/** What fills in macros, by name. */
export type Readers<Source> = Readonly<Record<string, (source: Source) => string>>

const number = (value: number) => (value === 0 ? '' : String(value))

/** What fills in each macro. */
const readers: Readonly<Record<MacroName, (source: MacroSource) => string>> = {
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

/** The same, by any text. */
export const macros: Readers<MacroSource> = readers

/** A URL, compiled once and filled for every click or conversion. */
export type Template<Source = MacroSource> = {
  /** Parsed, with placeholders for macros. Everything before the path is the same in every filled URL. */
  readonly url: URL
  /** The URL for one of them: ASCII, and a valid href. */
  fill(source: Source): string
}

// Stands in for a macro while URL parses the rest. Random, so outside text can't imitate it.
const mark = `m${randomBytes(12).toString('hex')}x`
const marks = new RegExp(`${mark}(\\d+)z`)

/**
 * Reads a URL with macros such as `{click_id}` (also written `%7Bclick_id%7D`, in any case). Values are percent-encoded for their
 * position, so a value can't extend beyond its path segment, parameter, or fragment. A missing value leaves nothing behind. Unknown macros
 * stay, in the form URL gives them: they may mean something to the target. Nothing is added to a URL that doesn't ask for it.
 * @returns undefined when the text isn't an http(s) URL, or its scheme, user, host, or port contains a macro
 */
export function compileTemplate(text: string): Template | undefined {
  return compileUrl(text, macros)
}

/** The same with other macros. */
export function compileUrl<Source>(text: string, known: Readers<Source>): Template<Source> | undefined {
  const used: ((source: Source) => string)[] = []
  const marked = text.replace(macroPattern, (whole, name: string) => {
    const read = Object.hasOwn(known, name.toLowerCase()) ? known[name.toLowerCase()] : undefined
    if (!read) return whole
    used.push(read)
    return `${mark}${used.length - 1}z`
  })
  const url = parseWebUrl(marked)
  if (!url || (used.length > 0 && `${url.username}${url.password}${url.host}`.toLowerCase().includes(mark)))
    return undefined
  const pieces = used.length === 0 ? [url.href] : url.href.split(marks)
  // pieces: text, macro number, text, macro number, …, text
  const first = pieces[0] ?? ''
  const slots: { read: (source: Source) => string; inPath: boolean; after: string }[] = []
  let before = first
  for (let at = 1; at < pieces.length; at += 2) {
    const read = used[Number(pieces[at])]
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

/** Browsers treat both `..` and `%2e%2e` as "up". With the percent sign escaped, it stays a name. */
function encodeSegment(value: string): string {
  return /^\.+$/.test(value) ? value.replaceAll('.', '%252E') : encodeURIComponent(value)
}
