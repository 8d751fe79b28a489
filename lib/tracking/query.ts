import { unescape as decodeLeniently } from 'node:querystring'

/** Far more than a link needs. Parameters beyond this are ignored. */
const MOST_PARAMETERS = 100

/**
 * A link's parameters. The first non-empty value of a repeated name counts. A link copied from a page's source has `&amp;` instead of `&`,
 * so a name's `amp;` prefix is dropped.
 */
export class Query {
  readonly #values = new Map<string, string>()

  /** @param url a request's target: path and query as sent */
  constructor(url: string) {
    let start = url.indexOf('?') + 1
    if (start === 0) return
    const fragment = url.indexOf('#', start)
    const end = fragment < 0 ? url.length : fragment
    for (let count = 0; start < end && count < MOST_PARAMETERS; count++) {
      let stop = url.indexOf('&', start)
      if (stop < 0 || stop > end) stop = end
      if (stop > start) this.#add(url, start, stop)
      start = stop + 1
    }
  }

  #add(url: string, start: number, stop: number): void {
    let equals = url.indexOf('=', start)
    if (equals < 0 || equals > stop) equals = stop
    let name = decode(url.slice(start, equals))
    while (name.startsWith('amp;')) name = name.slice(4)
    if (!this.#values.get(name)) this.#values.set(name, decode(url.slice(equals + 1, stop)))
  }

  get(name: string): string | undefined {
    return this.#values.get(name) || undefined
  }

  /** Whether a switch such as `qr=1` or `no_redirect=true` is on. */
  isOn(name: string): boolean {
    const value = this.#values.get(name)
    return value === 'true' || value === '1'
  }

  entries(): IterableIterator<[string, string]> {
    return this.#values.entries()
  }
}

/** Decodes like a form. Invalid percent-encoding stays as is, and bytes that aren't UTF-8 become U+FFFD. */
function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  return spaced.includes('%') ? decodeLeniently(spaced) : spaced
}
