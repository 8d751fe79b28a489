import ipaddr from 'ipaddr.js'
import { singleton } from '@/lib/singleton'

// Counts invalid API keys per network, in memory and per process, so that a flood of them costs no I/O.
// A restart or another process starts over, which doesn't help anyone guess: a key has 256 random bits.

/** How many invalid keys a network can send per window of WINDOW ms. */
export const MAX_INVALID = 30
const WINDOW = 60_000
/** How many networks and how many keys to remember. The oldest are forgotten first. */
const MAX_REMEMBERED = 10_000

const remembered = singleton('invalid-keys', () => ({
  windowStart: 0,
  counts: new Map<string, number>(),
  /** Hashes of valid keys, so that invalid keys from the same network don't lock them out. */
  known: new Set<string>(),
}))

/** Seconds until the network can send a key that isn't known to be valid; 0 if it can now. */
export function invalidKeyWait(address: string, hash: string, now: Date): number {
  const network = networkOf(address)
  const count = network === '' ? 0 : (countsAt(now).get(network) ?? 0)
  if (count < MAX_INVALID || remembered.known.has(hash)) return 0
  return Math.max(1, Math.ceil((remembered.windowStart + WINDOW - now.getTime()) / 1000))
}

/** Counts an invalid key. */
export function countInvalidKey(address: string, hash: string, now: Date): void {
  const network = networkOf(address)
  const counts = countsAt(now)
  remembered.known.delete(hash)
  remember(counts, network)
  counts.set(network, (counts.get(network) ?? 0) + 1)
}

/** Remembers a valid key. */
export function rememberValidKey(hash: string): void {
  remember(remembered.known, hash)
  remembered.known.add(hash)
}

function remember(store: Map<string, unknown> | Set<string>, key: string): void {
  const [oldest] = store.keys()
  if (store.size >= MAX_REMEMBERED && !store.has(key) && oldest !== undefined) store.delete(oldest)
}

function countsAt(now: Date): Map<string, number> {
  const start = Math.floor(now.getTime() / WINDOW) * WINDOW
  if (start !== remembered.windowStart) {
    remembered.windowStart = start
    remembered.counts.clear()
  }
  return remembered.counts
}

/** What a single customer of a provider gets: an IPv4 address, or the first 64 bits of an IPv6 address. '' is an unknown address, which isn't limited. */
function networkOf(address: string): string {
  return address.includes(':') ? ipaddr.IPv6.parse(address).parts.slice(0, 4).join(':') : address
}
