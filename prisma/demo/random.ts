/**
 * Random numbers that are the same for the same seed on every machine. Not for secrets.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), seeded with FNV-1a of the seed's text.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1
  readonly #seed: string

  constructor(seed: string) {
    this.#seed = seed
    this.#a = fnv1a(`a ${seed}`)
    this.#b = fnv1a(`b ${seed}`)
    this.#c = fnv1a(`c ${seed}`)
    for (let round = 0; round < 12; round++) this.bits()
  }

  /** A separate, named stream, so extra draws in one place don't affect others. */
  fork(name: string): Random {
    return new Random(`${this.#seed}/${name}`)
  }

  /** 32 random bits, as an unsigned integer. */
  bits(): number {
    const result = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result
    return result >>> 0
  }

  /** From 0 up to, but not including, 1. */
  fraction(): number {
    return this.bits() / 0x1_0000_0000
  }

  /** An integer from 0 up to, but not including, `below`. */
  below(below: number): number {
    return Math.floor(this.fraction() * below)
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.fraction()
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)]
    if (picked === undefined) throw new Error('Nothing to pick from.')
    return picked
  }

  /** Waiting time for an event that occurs once per `mean` on average. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.fraction())
  }

  /** Normal distribution with mean 0 and standard deviation 1 (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction())
  }

  /** Number of occurrences of an event that happens `mean` times on average. */
  poisson(mean: number): number {
    // Above 30, the normal distribution is close enough, while Knuth's product would take `mean` draws.
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.fraction(); product > limit; product *= this.fraction()) count++
    return count
  }

  /** A version 7 UUID (RFC 9562) for `time`, in ms since 1970. */
  uuid(time: number): string {
    const stamp = time.toString(16).padStart(12, '0')
    const a = hex(this.bits())
    const b = hex(this.bits())
    const c = hex(this.bits())
    const variant = '89ab'.charAt(this.below(4))
    return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${a.slice(0, 3)}-${variant}${a.slice(3, 6)}-${b}${c.slice(0, 4)}`
  }

  /** Letters and digits. */
  text(length: number): string {
    let text = ''
    while (text.length < length) text += ALPHABET.charAt(this.below(ALPHABET.length))
    return text
  }
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/** Draws from a list in proportion to weights. */
export type Sampler<T> = (random: Random) => T

/** @throws Error when no weight is above 0 */
export function sampler<T>(entries: readonly (readonly [T, number])[]): Sampler<T> {
  const drawable = entries.filter(([, weight]) => weight > 0)
  const sums: number[] = []
  let total = 0
  for (const [, weight] of drawable) sums.push((total += weight))
  const last = drawable.at(-1)
  if (!last) throw new Error('Nothing to draw from.')
  return (random) => {
    const target = random.fraction() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > target) high = middle
      else low = middle + 1
    }
    return (drawable[low] ?? last)[0]
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash | 0
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0')
}
