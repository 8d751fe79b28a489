import { promisify } from 'node:util'
import { crc32, deflate, inflateSync } from 'node:zlib'

// Just enough of PNG (RFC 2083) for QR codes and the logos in them.

/** Pixels of four bytes each: red, green, blue, and alpha. */
export type Pixels = { width: number; height: number; data: Uint8Array }

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Channels by color type. Indexed images (3) have a palette. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** More would take too much memory for a logo. */
const MOST_PIXELS = 512 * 512

const compressed = promisify(deflate)

/** Writes an image. Compressing it happens elsewhere, so clicks don't wait. */
export async function encodePng({ width, height, data }: Pixels): Promise<Buffer<ArrayBuffer>> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const raw = Buffer.alloc(height * (1 + width * 4))
  for (let y = 0; y < height; y++) raw.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (1 + width * 4) + 1)
  const content = await compressed(raw)
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', content), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** Reads an image with 8 bits per channel and without interlacing, as nearly all are. Null for anything else. */
export function decodePng(file: Buffer): Pixels | null {
  try {
    return read(file)
  } catch {
    // Cut off, or made to look like one.
    return null
  }
}

function read(file: Buffer): Pixels | null {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return null
  const parts = new Map<string, Buffer[]>()
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    parts.set(type, [...(parts.get(type) ?? []), file.subarray(at + 8, at + 8 + length)])
    at += 12 + length
  }
  const [header] = parts.get('IHDR') ?? []
  if (!header) return null
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const [depth, color = -1, , , interlaced] = header.subarray(8)
  const channels = channelsOf[color]
  if (depth !== 8 || channels === undefined || interlaced !== 0) return null
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) return null
  const stride = width * channels
  const packed = Buffer.concat(parts.get('IDAT') ?? [])
  const raw = inflateSync(packed, { maxOutputLength: height * (stride + 1) })
  const lines = unfiltered(raw, { height, stride, channels })
  const [palette] = parts.get('PLTE') ?? []
  const [transparent] = parts.get('tRNS') ?? []
  const data = new Uint8Array(width * height * 4)
  const at = (from: ArrayLike<number> | undefined, index: number, otherwise = 0) => from?.[index] ?? otherwise
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [from, to] = [pixel * channels, pixel * 4]
    const first = at(lines, from)
    // Grays have one channel for all three, and indexed images a palette.
    const colors = color === 3 ? palette : lines
    const start = color === 3 ? first * 3 : from
    const step = channels < 3 && color !== 3 ? 0 : 1
    data[to] = at(colors, start)
    data[to + 1] = at(colors, start + step)
    data[to + 2] = at(colors, start + 2 * step)
    data[to + 3] =
      color === 3
        ? at(transparent, first, 255)
        : channels === 2 || channels === 4
          ? at(lines, from + channels - 1)
          : 255
  }
  return { width, height, data }
}

/** Undoes what made the image compress better. */
function unfiltered(raw: Buffer, { height, stride, channels }: { height: number; stride: number; channels: number }) {
  const out = new Uint8Array(height * stride)
  for (let y = 0; y < height; y++) {
    const filter = raw.readUInt8(y * (stride + 1))
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : (out[y * stride + x - channels] ?? 0)
      const up = y === 0 ? 0 : (out[(y - 1) * stride + x] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (out[(y - 1) * stride + x - channels] ?? 0)
      out[y * stride + x] = raw.readUInt8(y * (stride + 1) + 1 + x) + predicted(filter, left, up, corner)
    }
  }
  return out
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) throw new Error(`PNG has no filter ${filter}`)
  const estimate = left + up - corner
  const [byLeft, byUp, byCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}
