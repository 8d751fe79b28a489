import { randomBytes } from 'node:crypto'

// Rows of short links outside of JavaScript's heap: a million objects there would take more than `npm start` allows it (512 MB), and every garbage
// collection would walk them. Here, they're bytes in a few large buffers, found through two hash tables of numbers.
//
// Measured with 60,000 links that have a publisher and a URL: 245 bytes each. In Maps by key and by ID, it's 770 as texts and 1,000 as objects.

/** Bytes allocated at once. */
const CHUNK = 4 << 20
/** Rows start at multiples of this, so that 32 bits address 16 GB. */
const UNIT = 4
/** Size, organization, length of the key, and ID come before the key and the text. */
const HEADER = 4 + 2 + 2 + 16
/** Longer keys can't exist. */
const LONGEST_KEY = 4096
/** Garbage that isn't worth clearing away. */
const LITTLE = 32 << 20

const scratch = Buffer.alloc(LONGEST_KEY)
/** Random, so that nobody can choose keys that collide. */
const seed = randomBytes(4).readUInt32LE()

/** Positions of rows by a hash. Open addressing with linear probing. */
class Slots {
  #positions = new Uint32Array(1024)
  #hashes = new Uint32Array(1024)
  #count = 0

  /** The first position with this hash that fits; 0 if there's none. */
  find(hash: number, fits: (position: number) => boolean): number {
    const mask = this.#positions.length - 1
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const position = this.#positions[at] ?? 0
      if (position === 0 || (this.#hashes[at] === hash && fits(position))) return position
    }
  }

  add(hash: number, position: number): void {
    if (++this.#count > this.#positions.length * 0.7) this.#grow()
    this.#put(hash, position)
  }

  delete(hash: number, position: number): void {
    const mask = this.#positions.length - 1
    let hole = hash & mask
    while (this.#positions[hole] !== position) {
      if (this.#positions[hole] === 0) return
      hole = (hole + 1) & mask
    }
    this.#count--
    // What comes after it moves up, unless that would put it before its place.
    for (let at = (hole + 1) & mask; this.#positions[at] !== 0; at = (at + 1) & mask) {
      const home = (this.#hashes[at] ?? 0) & mask
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      this.#positions[hole] = this.#positions[at] ?? 0
      this.#hashes[hole] = this.#hashes[at] ?? 0
      hole = at
    }
    this.#positions[hole] = 0
  }

  get bytes(): number {
    return this.#positions.byteLength + this.#hashes.byteLength
  }

  #put(hash: number, position: number): void {
    const mask = this.#positions.length - 1
    let at = hash & mask
    while (this.#positions[at] !== 0) at = (at + 1) & mask
    this.#positions[at] = position
    this.#hashes[at] = hash
  }

  #grow(): void {
    const [positions, hashes] = [this.#positions, this.#hashes]
    this.#positions = new Uint32Array(2 * positions.length)
    this.#hashes = new Uint32Array(2 * positions.length)
    for (const [at, position] of positions.entries()) if (position !== 0) this.#put(hashes[at] ?? 0, position)
  }
}

/** Rows by ID (a UUID) and by a unique key, each with a text. */
export class LinkTable {
  readonly #chunks: Buffer[] = []
  readonly #byKey = new Slots()
  readonly #byId = new Slots()
  readonly #organizations: string[] = []
  readonly #organizationNumbers = new Map<string, number>()
  #end = CHUNK
  #garbage = 0
  #used = 0
  size = 0

  /**
   * Where the row with a key is: the same for the same row, and no other row of this table ever gets it. 0 if there's none.
   * @param key at most 4,096 bytes in UTF-8
   */
  find(key: string): number {
    // As many UTF-16 units can take three times as many bytes.
    if (key.length * 3 > LONGEST_KEY) return 0
    const length = scratch.write(key)
    return this.#byKey.find(hashOf(scratch, 0, length), (candidate) => this.#hasKey(candidate, length))
  }

  /** The row that was found there. */
  at(position: number): { id: string; organizationId: string; text: string } {
    const [chunk, start] = this.#place(position)
    const text = start + HEADER + chunk.readUInt16LE(start + 6)
    return {
      id: uuidAt(chunk, start + 8),
      organizationId: this.#organizations[chunk.readUInt16LE(start + 4)] ?? '',
      text: chunk.toString('utf8', text, start + chunk.readUInt32LE(start)),
    }
  }

  /** Adds a row. One with the same ID is replaced, and so is one with the same key. */
  set(id: string, organizationId: string, key: string, text: string): void {
    this.delete(id)
    const keyLength = Buffer.byteLength(key)
    if (keyLength > LONGEST_KEY) return
    const size = HEADER + keyLength + Buffer.byteLength(text)
    const [chunk, start, position] = this.#allocate(size)
    chunk.writeUInt32LE(size, start)
    chunk.writeUInt16LE(this.#numberOf(organizationId), start + 4)
    chunk.writeUInt16LE(keyLength, start + 6)
    writeUuid(id, chunk, start + 8)
    chunk.write(key, start + HEADER)
    chunk.write(text, start + HEADER + keyLength)
    const hash = hashOf(chunk, start + HEADER, start + HEADER + keyLength)
    scratch.write(key)
    const other = this.#byKey.find(hash, (candidate) => this.#hasKey(candidate, keyLength))
    if (other !== 0) this.#remove(other)
    this.#byKey.add(hash, position)
    this.#byId.add(hashOf(chunk, start + 8, start + HEADER), position)
    this.size++
  }

  delete(id: string): void {
    writeUuid(id, scratch, 0)
    const position = this.#byId.find(hashOf(scratch, 0, 16), (candidate) => {
      const [chunk, start] = this.#place(candidate)
      return scratch.compare(chunk, start + 8, start + HEADER, 0, 16) === 0
    })
    if (position !== 0) this.#remove(position)
  }

  /** Whether so much of it is garbage that reading it again is worthwhile. */
  get isWasteful(): boolean {
    return this.#garbage > Math.max(LITTLE, this.#used / 3)
  }

  /** What it takes, outside of the heap. */
  get bytes(): number {
    return this.#chunks.reduce((sum, { length }) => sum + length, 0) + this.#byKey.bytes + this.#byId.bytes
  }

  #remove(position: number): void {
    const [chunk, start] = this.#place(position)
    const key = start + HEADER
    this.#byKey.delete(hashOf(chunk, key, key + chunk.readUInt16LE(start + 6)), position)
    this.#byId.delete(hashOf(chunk, start + 8, start + HEADER), position)
    this.#garbage += chunk.readUInt32LE(start)
    this.size--
  }

  /** Whether the row's key is what's in `scratch`. */
  #hasKey(position: number, length: number): boolean {
    const [chunk, start] = this.#place(position)
    const key = start + HEADER
    return chunk.readUInt16LE(start + 6) === length && scratch.compare(chunk, key, key + length, 0, length) === 0
  }

  #place(position: number): [chunk: Buffer, start: number] {
    const units = CHUNK / UNIT
    const chunk = this.#chunks[Math.floor((position - 1) / units)]
    if (!chunk) throw new Error(`There's no row at ${position}.`)
    return [chunk, ((position - 1) % units) * UNIT]
  }

  #allocate(size: number): [chunk: Buffer, start: number, position: number] {
    let chunk = this.#chunks.at(-1)
    if (!chunk || this.#end + size > chunk.length) {
      chunk = Buffer.alloc(Math.max(CHUNK, size))
      this.#chunks.push(chunk)
      this.#end = 0
    }
    const start = this.#end
    // A larger chunk has just one row.
    this.#end = chunk.length > CHUNK ? chunk.length : start + Math.ceil(size / UNIT) * UNIT
    this.#used += size
    return [chunk, start, (this.#chunks.length - 1) * (CHUNK / UNIT) + start / UNIT + 1]
  }

  #numberOf(organizationId: string): number {
    const known = this.#organizationNumbers.get(organizationId)
    if (known !== undefined) return known
    const number = this.#organizations.push(organizationId) - 1
    this.#organizationNumbers.set(organizationId, number)
    return number
  }
}

/** FNV-1a. */
function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  // The table uses the last bits, which its last step mixes least.
  return (hash ^ (hash >>> 15)) >>> 0
}

function writeUuid(id: string, into: Buffer, at: number): void {
  into.write(id.replaceAll('-', ''), at, 'hex')
}

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
