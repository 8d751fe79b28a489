import { encode } from 'uqr'
import { encodePng, type Pixels } from './png'

// QR codes as images.

export type Look = {
  /** In pixels, of a PNG at least. */
  size: number
  level: 'L' | 'M' | 'Q' | 'H'
  /** In modules. */
  margin: number
  /** #rrggbb */
  foreground: string
  background: string
}

export type Logo = { type: string; content: Buffer<ArrayBuffer> }

/** How much of the code's side its logo takes. The highest error correction makes up for what it hides. */
const LOGO_SHARE = 0.22

type Modules = { data: boolean[][]; size: number }

/** The text as modules, or null if it's too long for a QR code. A logo hides some of them, so it needs the highest error correction. */
export function modulesOf(
  text: string,
  { level, margin }: Pick<Look, 'level' | 'margin'>,
  hasLogo: boolean,
): Modules | null {
  try {
    return encode(text, { ecc: hasLogo ? 'H' : level, boostEcc: false, border: margin })
  } catch {
    return null
  }
}

/** Where the logo is, in modules: in the middle, on a background of its own. */
function logoPlace({ size }: Modules, margin: number) {
  const side = (size - 2 * margin) * LOGO_SHARE
  return { side, start: (size - side) / 2 }
}

/** Draws a code as SVG. */
export function svgOf(code: Modules, { size, margin, foreground, background }: Look, logo: Logo | null): string {
  const path = code.data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x},${y}h1v1h-1z`] : [])))
    .join('')
  const { side, start } = logoPlace(code, margin)
  const image = logo
    ? `<rect x="${start - 0.5}" y="${start - 0.5}" width="${side + 1}" height="${side + 1}" fill="${background}"/><image x="${start}" y="${start}" width="${side}" height="${side}" href="data:${logo.type};base64,${logo.content.toString('base64')}"/>`
    : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${code.size} ${code.size}" width="${size}" height="${size}"><path fill="${background}" d="M0,0h${code.size}v${code.size}H0z"/><path fill="${foreground}" shape-rendering="crispEdges" d="${path}"/>${image}</svg>\n`
}

/** Draws a code as PNG. Every module is a whole number of pixels, or scanners struggle. */
export function pngOf(
  code: Modules,
  { size, margin, foreground, background }: Look,
  logo: Pixels | null,
): Promise<Buffer<ArrayBuffer>> {
  const scale = Math.max(1, Math.ceil(size / code.size))
  const side = code.size * scale
  const image: Pixels = { width: side, height: side, data: new Uint8Array(side * side * 4) }
  const [dark, light] = [rgbOf(foreground), rgbOf(background)]
  for (const [row, modules] of code.data.entries()) {
    const first = row * scale * side * 4
    for (let x = 0; x < side; x++) image.data.set(modules[Math.floor(x / scale)] ? dark : light, first + x * 4)
    // The rest of the module's rows are the same.
    for (let y = 1; y < scale; y++) image.data.copyWithin(first + y * side * 4, first, first + side * 4)
  }
  if (logo) {
    const place = logoPlace(code, margin)
    const [start, wide] = [Math.round(place.start * scale), Math.round(place.side * scale)]
    overlay(image, logo, { start, side: wide, light, rim: scale >> 1 })
  }
  return encodePng(image)
}

const rgbOf = (color: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).concat(255)

/** Puts a logo on a square of the background, by its nearest pixels. */
function overlay(
  image: Pixels,
  logo: Pixels,
  { start, side, light, rim }: { start: number; side: number; light: number[]; rim: number },
): void {
  const scale = Math.max(logo.width, logo.height) / side
  const [left, top] = [(side - logo.width / scale) / 2, (side - logo.height / scale) / 2]
  for (let y = -rim; y < side + rim; y++)
    for (let x = -rim; x < side + rim; x++) {
      const [fromX, fromY] = [Math.floor((x - left) * scale), Math.floor((y - top) * scale)]
      const isInside = fromX >= 0 && fromY >= 0 && fromX < logo.width && fromY < logo.height
      const from = (fromY * logo.width + fromX) * 4
      const alpha = isInside ? (logo.data[from + 3] ?? 0) / 255 : 0
      const mixed = light.map((value, channel) =>
        channel === 3 ? 255 : Math.round((logo.data[from + channel] ?? 0) * alpha + value * (1 - alpha)),
      )
      image.data.set(mixed, ((start + y) * image.width + start + x) * 4)
    }
}
