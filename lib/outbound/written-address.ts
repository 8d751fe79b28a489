import { isIP } from 'node:net'
import { AddressRanges } from '@/lib/address-ranges'
import { config } from '@/lib/config'
import { parseUrl } from '@/lib/url'
import { mayReach } from './public-address'

/** The address that a URL has instead of a host's name, or ''. URLs have it in canonical form, however it was written. */
export function addressIn({ hostname }: URL): string {
  const literal = hostname.replace(/^\[|\]$/g, '')
  return isIP(literal) ? literal : ''
}

/** What `localhost` and the names under it mean (RFC 6761), whatever DNS says. */
const LOOPBACK = ['127.0.0.1', '::1']

/**
 * Why the process may not call a URL, as far as that shows without resolving its host. null if it may be called.
 * @param allow ranges that are fine although they aren't public (OUTBOUND_ALLOW)
 */
export function whyNotCallable(
  text: string,
  allow: AddressRanges = AddressRanges.of(config().outboundAllow),
): string | null {
  const url = parseUrl(text)
  if (!url) return null
  const isLocal = /^(.+\.)?localhost\.?$/.test(url.hostname)
  const addresses = isLocal ? LOOPBACK : [addressIn(url)].filter(Boolean)
  if (addresses.length === 0 || addresses.some((address) => mayReach(address, allow))) return null
  return `leads to ${url.hostname}, which isn’t a public address. Operators can allow it with OUTBOUND_ALLOW`
}
