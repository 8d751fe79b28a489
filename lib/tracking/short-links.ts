import type { IncomingMessage } from 'node:http'
import { foldKey, reservedWords, ROOT_KEY } from '@/lib/catalog/rules/short-link-key'
import type { Catalog, TrackingDomainRecord } from '@/lib/catalog/records'
import type { ShortLinkRecord } from '@/lib/catalog/short-link-records'

/** Where the installation's own address has short links. All other addresses there are pages. */
const OWN = '/l/'

/** What a request for a short link names. */
export type ShortAddress = {
  /** Undefined on the installation's own address. */
  domain: TrackingDomainRecord | undefined
  key: string
}

/**
 * Reads which short link a request is for. On a tracking domain, that's all of them, apart from paths that every host answers itself.
 * @param path the request's, as sent
 * @param domain the tracking domain that it came in on, unless that's the installation's own address as well
 * @returns undefined when it's not for a short link
 */
export function shortAddress(path: string, domain: TrackingDomainRecord | undefined): ShortAddress | undefined {
  if (!domain) return path.startsWith(OWN) ? { domain, key: keyIn(path.slice(OWN.length)) } : undefined
  if (path === '/') return { domain, key: ROOT_KEY }
  const end = path.indexOf('/', 1)
  const first = path.slice(1, end < 0 ? undefined : end)
  return reservedWords.has(first) && first !== 'l' ? undefined : { domain, key: keyIn(path.slice(1)) }
}

/** The link with this address, unless it's disabled. */
export function findShort(catalog: Catalog, { domain, key }: ShortAddress): ShortLinkRecord | undefined {
  const link = catalog.links.get(domain?.host ?? '', foldKey(key, domain?.isCaseSensitive ?? false))
  return link?.isDisabled ? undefined : link
}

/** Whether any request can be for a short link other than on the installation's own address. */
export function mayBeShort(catalog: Catalog, { url = '' }: IncomingMessage): boolean {
  return catalog.domains.size > 0 || url.startsWith(OWN)
}

/** Keys have no slash at their end, which some add to addresses. */
function keyIn(path: string): string {
  const key = decoded(path)
  return key.endsWith('/') ? key.replace(/\/+$/, '') : key
}

/** What isn't valid percent-encoding or UTF-8 can't be a key. */
function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
