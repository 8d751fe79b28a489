import { parseUrl, parseWebUrl } from '@/lib/url'
import { BoundedCache } from '@/lib/bounded'
import { clean, headerText } from './text'

export type Referer = { host: string; url: string }

const none: Referer = { host: '', url: '' }
// Most browsers send other sites only the origin, so the same few values keep coming.
const known = new BoundedCache<string, Referer>(5000)

/**
 * Where the visitor came from: a web page or an Android app (`android-app://com.google.android.gm/`), whose host is its package name. The URL is
 * kept up to 2,000 characters, without username and fragment. The host omits `www.`, so a site is one row in a report.
 */
export function refererOf(header: string | undefined): Referer {
  if (header === undefined || header === '') return none
  if (header.length > 200) return parse(header)
  return known.get(header) ?? known.set(header, parse(header))
}

function parse(header: string): Referer {
  const text = headerText(header)
  const url = parseWebUrl(text) ?? parseAppUrl(text)
  if (!url) return none
  url.username = ''
  url.password = ''
  url.hash = ''
  return { host: clean(url.hostname.replace(/^www\./, ''), 255), url: clean(url.href, 2000) }
}

function parseAppUrl(text: string): URL | undefined {
  return /^android-app:\/\/[^/]/i.test(text) ? parseUrl(text) : undefined
}
