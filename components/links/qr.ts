import { encode } from 'uqr'

/** White modules around the code. Scanners need four. */
const QUIET = 4

type Modules = { data: boolean[][]; size: number }

/** The text as a QR code, or null if it's too long for one. */
export function qrOf(text: string): Modules | null {
  try {
    return encode(text, { ecc: 'M', border: QUIET })
  } catch {
    return null
  }
}

/** The dark modules as an SVG path over `size` × `size` of them. */
export function pathOf({ data }: Modules): string {
  return data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x},${y}h1v1h-1z`] : []))).join('')
}

/** The code as an SVG file, which prints well at any size. */
export function svgFile(code: Modules): Blob {
  const { size } = code
  const path = pathOf(code)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0,0h${size}v${size}h-${size}z"/><path fill="#000" d="${path}"/></svg>\n`
  return new Blob([svg], { type: 'image/svg+xml' })
}

/** Pixels of a PNG's side, at least. Every module is a whole number of pixels, or scanners struggle. */
const SIDE = 1024

/** The code as a PNG file, or null if the browser refuses to draw one. */
export function pngFile({ data, size }: Modules): Promise<Blob | null> {
  const scale = Math.ceil(SIDE / size)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * scale
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  for (const [y, row] of data.entries())
    for (const [x, isDark] of row.entries()) if (isDark) context.fillRect(x * scale, y * scale, scale, scale)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
