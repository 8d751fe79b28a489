import ipaddr from 'ipaddr.js'

/** A network that attempts are counted for, and how many times the usual bound it gets. */
export type Network = { name: string; factor: number }

/**
 * The networks that one person may control through an address, narrowest first. A single IPv6 customer has a /64 at least, and often a /48,
 * which an office may share: it gets more. Anything that isn't an IP address stands for itself.
 */
export function networksOf(address: string): readonly [Network, ...Network[]] {
  if (!ipaddr.isValid(address)) return [{ name: address, factor: 1 }]
  // Without its zone, and as IPv4 when it's IPv4 mapped into IPv6.
  const parsed = ipaddr.process(address.replace(/%.*$/, ''))
  if (parsed instanceof ipaddr.IPv4) return [{ name: parsed.toString(), factor: 1 }]
  const prefix = (parts: number) => parsed.parts.slice(0, parts).map((part) => part.toString(16)).join(':')
  return [
    { name: `${prefix(4)}::/64`, factor: 1 },
    { name: `${prefix(3)}::/48`, factor: 4 },
  ]
}
