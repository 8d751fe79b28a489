import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import { canonicalAddress } from './address'
import { BoundedCache } from '@/lib/bounded'

/** Whether to trust the proxy at an address, that many hops away from us (the proxy that connects to us is hop 0). */
export type TrustProxy = (address: string, hop: number) => boolean

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number]

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/**
 * Reads TRUST_PROXY: `none`, `all`, a number of proxies in front of us, or a comma-separated list of `loopback`, `linklocal`, `uniquelocal`,
 * addresses, and networks such as `10.1.0.0/16`.
 * @throws Error naming the invalid entry and the valid forms
 */
export function parseTrustProxy(value: string): TrustProxy {
  const text = value.trim()
  if (text === 'none') return () => false
  if (text === 'all') return () => true
  if (/^\d{1,2}$/.test(text)) {
    const hops = Number(text)
    return (_, hop) => hop < hops
  }
  const networks = text.split(',').flatMap((entry) => {
    const name = entry.trim().toLowerCase()
    return (Object.hasOwn(named, name) ? (named[name] ?? []) : [name]).map((network) => parseNetwork(network, value))
  })
  // Comparing with ten networks takes 2 µs, and it's always the same few proxies in front of us.
  const known = new BoundedCache<string, boolean>(1000)
  return (address) => known.get(address) ?? known.set(address, isWithin(address, networks))
}

function parseNetwork(entry: string, value: string): Network {
  const slash = entry.indexOf('/')
  const address = canonicalAddress(slash < 0 ? entry : entry.slice(0, slash))
  const wrong = () =>
    new Error(
      `TRUST_PROXY is "${value}", but "${entry}" isn't valid. Use loopback, linklocal, uniquelocal, an IP address, or a network such as 10.1.0.0/16. ` +
        'Or use none, all, or the number of proxies on its own.',
    )
  if (address === undefined || entry.includes('%')) throw wrong()
  const parsed = ipaddr.parse(address)
  const most = parsed.kind() === 'ipv4' ? 32 : 128
  if (slash < 0) return [parsed, most]
  const prefix = entry.slice(slash + 1)
  // ::ffff:10.0.0.0/104 is 10.0.0.0/8.
  const bits = Number(prefix) - (most === 32 && entry.includes(':') ? 96 : 0)
  if (!/^\d{1,3}$/.test(prefix) || bits < 0 || bits > most) throw wrong()
  return [parsed, bits]
}

function isWithin(address: string, networks: readonly Network[]): boolean {
  if (address === '') return false
  const parsed = ipaddr.parse(address)
  return networks.some((network) => network[0].kind() === parsed.kind() && parsed.match(network[0], network[1]))
}

/**
 * The client's address in canonical form. X-Forwarded-For is walked from right to left, and each entry counts only if the hop that wrote it
 * is trusted. An entry that isn't an address stops the walk. '' when the connection has no IP address.
 */
export function clientAddress(trust: TrustProxy, request: IncomingMessage): string {
  let address = canonicalAddress(request.socket.remoteAddress ?? '') ?? ''
  const forwarded = request.headers['x-forwarded-for']
  if (forwarded === undefined) return address
  const list = typeof forwarded === 'string' ? forwarded : forwarded.join(',')
  let end = list.length
  for (let hop = 0; end > 0 && trust(address, hop); hop++) {
    const comma = list.lastIndexOf(',', end - 1)
    const next = forwardedEntry(list.slice(comma + 1, end).trim())
    if (next === undefined) break
    address = next
    end = comma
  }
  return address
}

/** Some proxies append the port: `1.2.3.4:5678`, `[2001:db8::1]:5678`. */
function forwardedEntry(entry: string): string | undefined {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)
  const withPort = bracketed ?? /^([\d.]+):\d{1,5}$/.exec(entry)
  const text = withPort?.[1] ?? entry
  return text.includes('%') ? undefined : canonicalAddress(text)
}

/**
 * The protocol and host the client used: from the forwarding headers if the proxy that connects to us is trusted, otherwise from the request itself.
 * The first of several values counts. `host` is '' when there's no valid one.
 */
export function forwardedOrigin(
  trust: TrustProxy,
  request: IncomingMessage,
): { protocol: 'http' | 'https'; host: string } {
  const { headers, socket } = request
  const trusted = isTrusted(trust, request)
  const protocol = trusted ? firstOf(headers['x-forwarded-proto']).toLowerCase() : ''
  const encrypted = 'encrypted' in socket && socket.encrypted === true
  return {
    protocol: protocol === 'https' || protocol === 'http' ? protocol : encrypted ? 'https' : 'http',
    host: hostOf(request, trusted),
  }
}

/** The host the client used, in lowercase and without its port and a final dot. '' when there's no valid one. */
export function forwardedHost(trust: TrustProxy, request: IncomingMessage): string {
  // The proxy only matters if there's a header that it may have written.
  const trusted = request.headers['x-forwarded-host'] !== undefined && isTrusted(trust, request)
  return hostOf(request, trusted)
    .toLowerCase()
    .replace(/\.?(?::\d+)?$/, '')
}

function isTrusted(trust: TrustProxy, { socket }: IncomingMessage): boolean {
  return trust(canonicalAddress(socket.remoteAddress ?? '') ?? '', 0)
}

function hostOf({ headers }: IncomingMessage, trusted: boolean): string {
  const forwarded = trusted ? firstOf(headers['x-forwarded-host']) : ''
  return [forwarded, headers.host ?? ''].find((host) => /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)) ?? ''
}

function firstOf(header: string | string[] | undefined): string {
  const text = typeof header === 'string' ? header : (header?.[0] ?? '')
  return text.split(',', 1).join('').trim()
}
