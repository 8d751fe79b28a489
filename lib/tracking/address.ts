import { isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * An IP address in canonical form: IPv4 in dotted decimal, even if it came mapped into IPv6; IPv6 per RFC 5952, without a zone.
 * @returns undefined when the text isn't an IP address
 */
export function canonicalAddress(text: string): string | undefined {
  if (isIPv4(text)) return text
  // A dual-stack socket reports every IPv4 visitor this way, so it's worth skipping the parser.
  if (text.startsWith('::ffff:') && isIPv4(text.slice(7))) return text.slice(7)
  const zone = text.indexOf('%')
  const address = zone < 0 ? text : text.slice(0, zone)
  if (!isIPv6(address)) return undefined
  const parsed = ipaddr.IPv6.parse(address)
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : parsed.toRFC5952String()
}

/**
 * The part of an address that doesn't identify a household or a person: the first 24 bits of IPv4, the first 48 of IPv6.
 * @param address in canonical form; '' stays ''
 */
export function anonymousAddress(address: string): string {
  if (address.includes(':')) {
    const [first = 0, second = 0, third = 0] = ipaddr.IPv6.parse(address).parts
    return new ipaddr.IPv6([first, second, third, 0, 0, 0, 0, 0]).toRFC5952String()
  }
  const last = address.lastIndexOf('.')
  return last < 0 ? '' : `${address.slice(0, last)}.0`
}
