import ipaddr from 'ipaddr.js'

// Sets of IP addresses. Addresses to look up are in canonical form: IPv4 in dotted decimal, IPv6 as net.isIPv6 accepts it.

type Range<T> = [first: T, last: T]

/** Addresses and ranges, sorted and merged, so that a lookup among 100,000 of them takes a fraction of a microsecond. */
export class AddressRanges {
  readonly #v4: Sorted<number>
  readonly #v6: Sorted<string>

  constructor(ranges: readonly ParsedRange[]) {
    this.#v4 = sortedOf(ranges.flatMap(({ kind, range }) => (kind === 4 ? [range] : [])))
    this.#v6 = sortedOf(ranges.flatMap(({ kind, range }) => (kind === 6 ? [range] : [])))
  }

  /** @param texts addresses and ranges such as `203.0.113.0/24`; anything else is left out */
  static of(texts: readonly string[]): AddressRanges {
    return new AddressRanges(texts.flatMap((text) => parseRange(text) ?? []))
  }

  has(address: string): boolean {
    if (address === '') return false
    return address.includes(':')
      ? this.#v6.firsts.length > 0 && contains(this.#v6, digitsOf(ipaddr.IPv6.parse(address)))
      : this.#v4.firsts.length > 0 && contains(this.#v4, numberOf(address))
  }

  /** How many separate ranges there are. */
  get size(): number {
    return this.#v4.firsts.length + this.#v6.firsts.length
  }
}

export type ParsedRange = { kind: 4; range: Range<number> } | { kind: 6; range: Range<string> }

/** An address, or a range in CIDR notation, as its first and last address. undefined when it's neither. */
export function parseRange(text: string): ParsedRange | undefined {
  const slash = text.indexOf('/')
  const [start, prefix] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)]
  // ipaddr.js also takes octal and shortened IPv4 addresses, which could mean another one.
  if (start.includes('%') || !(start.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(start))) return undefined
  if (!ipaddr.isValid(start) || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined
  const given = ipaddr.parse(start)
  const address = ipaddr.process(start)
  const isMapped = given.kind() !== address.kind()
  const most = address instanceof ipaddr.IPv4 ? 32 : 128
  const bits = prefix === undefined ? most : Number(prefix) - (isMapped ? 96 : 0)
  if (bits < 0 || bits > most) return undefined
  if (address instanceof ipaddr.IPv4) {
    const size = 2 ** (32 - bits)
    const first = Math.floor(numberOf(address.toString()) / size) * size
    return { kind: 4, range: [first, first + size - 1] }
  }
  const cidr = `${address.toString()}/${bits}`
  return {
    kind: 6,
    range: [digitsOf(ipaddr.IPv6.networkAddressFromCIDR(cidr)), digitsOf(ipaddr.IPv6.broadcastAddressFromCIDR(cidr))],
  }
}

/** A range in CIDR notation, by its network's first address and the length of its prefix. Only ranges that `parseRange` makes are whole networks. */
export function networkOf(
  parsed: ParsedRange,
): { kind: 4; first: number; bits: number } | { kind: 6; first: string; bits: number } {
  if (parsed.kind === 4) {
    const [first, last] = parsed.range
    return { kind: 4, first, bits: 32 - Math.log2(last - first + 1) }
  }
  const [first, last] = parsed.range.map((digits) => BigInt(`0x${digits}`))
  const size = (last ?? 0n) - (first ?? 0n) + 1n
  const address = new ipaddr.IPv6((parsed.range[0].match(/.{4}/g) ?? []).map((part) => Number.parseInt(part, 16)))
  return { kind: 6, first: address.toRFC5952String(), bits: 129 - size.toString(2).length }
}

/** Neither overlap, so both are in order. */
type Sorted<T> = { firsts: readonly T[]; lasts: readonly T[] }

function sortedOf<T extends number | string>(ranges: Range<T>[]): Sorted<T> {
  const firsts: T[] = []
  const lasts: T[] = []
  for (const [first, last] of ranges.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const previous = lasts.at(-1)
    if (previous === undefined || first > previous) {
      firsts.push(first)
      lasts.push(last)
    } else if (last > previous) lasts[lasts.length - 1] = last
  }
  return { firsts, lasts }
}

function contains<T extends number | string>({ firsts, lasts }: Sorted<T>, address: T): boolean {
  let low = 0
  let high = firsts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const first = firsts[middle]
    if (first !== undefined && first <= address) low = middle + 1
    else high = middle
  }
  const last = low === 0 ? undefined : lasts[low - 1]
  return last !== undefined && address <= last
}

/** An IPv4 address as a number. Done by hand, since it runs for every click. */
function numberOf(address: string): number {
  let number = 0
  let part = 0
  for (let at = 0; at < address.length; at++) {
    const code = address.charCodeAt(at)
    if (code === 46) {
      number = number * 256 + part
      part = 0
    } else part = part * 10 + code - 48
  }
  return number * 256 + part
}

/** An IPv6 address as 32 hex digits, which sort like addresses. */
const digitsOf = ({ parts }: ipaddr.IPv6): string => parts.map((part) => part.toString(16).padStart(4, '0')).join('')
