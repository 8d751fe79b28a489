import { z } from 'zod'
import { parseWebUrl } from '@/lib/url'
import { words } from '@/lib/api/words'
import { modulesOf, pngOf, svgOf, type Logo } from './draw'
import { embeddedLogo, fetchedLogo, isLogoOf } from './logo'
import { decodePng } from './png'

// QR codes are images that pages embed and people download, so what's wrong is said in plain text.

const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((number) => number >= from && number <= to, `must be a whole number from ${from} to ${to}`)

const color = (otherwise: string) =>
  z
    .string()
    .regex(/^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'must be a color such as #1a2b3c')
    .transform((given) => {
      const digits = given.replace('#', '').toLowerCase()
      return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
    })
    .default(otherwise)

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((given) => given === 'true')

const parameters = z.strictObject({
  url: z
    .string('is required')
    .min(1, 'is required')
    .max(2048, 'must be at most 2048 characters')
    .refine((given) => parseWebUrl(given) !== undefined, 'must be a URL that starts with http:// or https://'),
  format: z.enum(['png', 'svg'], 'must be png or svg').optional(),
  size: whole(50, 1024).default(600),
  level: z.enum(['L', 'M', 'Q', 'H'], 'must be one of L, M, Q, H').default('L'),
  fgColor: color('#000000'),
  bgColor: color('#ffffff'),
  margin: whole(0, 20).default(2),
  includeMargin: z.enum(['true', 'false'], 'must be true or false').optional(),
  logo: z.string().optional(),
  hideLogo: flag,
})

/** How long images are kept elsewhere, in seconds. Those that lack their logo are asked for again soon. */
const KEEP = { whole: 86_400, lacking: 60 } as const

/** Answers `GET /qr` with the QR code of a URL. */
export async function respondQr(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const given = Object.fromEntries(searchParams)
  const repeated = Object.keys(given).find((name) => searchParams.getAll(name).length > 1)
  if (repeated !== undefined) return refusal(`${repeated}: must appear only once`)
  const parsed = parameters.safeParse(given, { error: words })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refusal(
      issue?.code === 'unrecognized_keys'
        ? `${issue.keys[0]}: isn’t recognized; use ${Object.keys(parameters.shape).join(', ')}`
        : `${issue?.path.join('.')}: ${issue?.message}`,
    )
  }
  const { url, size, level, fgColor, bgColor, margin: modules, includeMargin, hideLogo } = parsed.data
  const margin = includeMargin === 'false' ? 0 : modules
  if (fgColor === bgColor) return refusal('bgColor: must differ from fgColor')
  const asked = hideLogo ? undefined : parsed.data.logo || undefined
  const logo = asked === undefined ? null : await logoFor(url, asked)
  if (typeof logo === 'string') return refusal(logo)
  // Unless someone says otherwise, it's a PNG if its logo allows.
  const pixels = logo && parsed.data.format !== 'svg' ? decodePng(logo.content) : null
  const { format = logo && !pixels ? 'svg' : 'png' } = parsed.data
  if (logo && format === 'png' && !pixels)
    return refusal(
      'logo: must be a PNG of up to 512 × 512 pixels with 8 bits per channel, without interlacing. Use format=svg for other images.',
    )
  const code = modulesOf(url, { level, margin }, logo !== null)
  if (!code) return refusal('url: is too long for a QR code with this level')
  const look = { size, level, margin, foreground: fgColor, background: bgColor }
  const headers = {
    'Cache-Control': `public, max-age=${asked !== undefined && !logo ? KEEP.lacking : KEEP.whole}`,
    'X-Content-Type-Options': 'nosniff',
  }
  return format === 'svg'
    ? new Response(svgOf(code, look, logo), { headers: { ...headers, 'Content-Type': 'image/svg+xml' } })
    : new Response(await pngOf(code, look, pixels), { headers: { ...headers, 'Content-Type': 'image/png' } })
}

/** The logo, or what's wrong with it. Null if it's right but can't be had, and the code works without. */
async function logoFor(url: string, logo: string): Promise<Logo | string | null> {
  if (logo.startsWith('data:'))
    return embeddedLogo(logo) ?? 'logo: must be a PNG, JPEG, GIF, or WebP of up to 256 KB in Base64'
  if (!parseWebUrl(logo) || !(await isLogoOf(url, logo)))
    return 'logo: must be the logo of this short link or its domain, or an image in a data: URL'
  return fetchedLogo(logo)
}

const refusal = (message: string): Response =>
  new Response(`${message}\n`, {
    status: 400,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
