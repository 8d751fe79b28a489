import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { AddressRanges } from '@/lib/address-ranges'

/** The only part of IPv6 that's routed on the internet so far (RFC 4291). Everything special in it has a range of its own. */
const GLOBAL: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/** Public addresses that clouds answer on with what's only for the machine itself. The others that do are in special ranges. */
const METADATA = new Set(['168.63.129.16'])

/**
 * Whether anyone on the internet can reach an address: not private, loopback, link-local, shared, multicast, reserved, or one that stands for an IPv4
 * address (mapped, NAT64, 6to4, Teredo), which may be private.
 */
export function isPublicAddress(text: string): boolean {
  if (!isPlainAddress(text)) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 ? !METADATA.has(address.toString()) : address.match(GLOBAL)
}

/** Without a zone, and in no other form that some programs take for an address. */
const isPlainAddress = (text: string) => isIP(text) !== 0 && !text.includes('%')

/** Whether URLs that users supply may lead to an address. @param allow ranges that are fine although they aren't public */
export function mayReach(text: string, allow: AddressRanges): boolean {
  if (isPublicAddress(text)) return true
  return isPlainAddress(text) && allow.has(ipaddr.process(text).toString())
}
