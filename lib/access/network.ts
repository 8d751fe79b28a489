import ipaddr from 'ipaddr.js'

/** A network to count attempts for. `factor` multiplies its limits. */
export type Network = { name: string; factor: number }

/**
 * The networks that the person behind an address may control, narrowest first. An IPv6 customer has at least a /64 and often a /48. An office may
 * share a /48, so it gets a higher limit. Anything that isn't an IP address is its own network.
 */
export function networksOf(address: string): readonly [Network, ...Network[]] {
  if (!ipaddr.isValid(address)) return [{ name: address, factor: 1 }]
  // Strips the zone, and turns IPv4 mapped into IPv6 back into IPv4.
  const parsed = ipaddr.process(address.replace(/%.*$/, ''))
  if (parsed instanceof ipaddr.IPv4) return [{ name: parsed.toString(), factor: 1 }]
  const prefix = (parts: number) =>
    parsed.parts
      .slice(0, parts)
      .map((part) => part.toString(16))
      .join(':')
  return [
    { name: `${prefix(4)}::/64`, factor: 1 },
    { name: `${prefix(3)}::/48`, factor: 4 },
  ]
}
