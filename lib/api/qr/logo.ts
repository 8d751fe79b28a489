import { AddressRanges } from '@/lib/address-ranges'
import { foldKey, ROOT_KEY } from '@/lib/catalog/rules/short-link-key'
import { qrLook } from '@/lib/catalog/rules/short-link'
import { OWN_PATH, storedHost } from '@/lib/catalog/short-link-address'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import { createOutbound } from '@/lib/outbound/client'
import { parseWebUrl } from '@/lib/url'
import type { Logo } from './draw'

const MOST_BYTES = 256 * 1024
const PATIENCE = 5_000
/** Logos in memory, and for how long in ms. */
const KEPT = { most: 50, for: 3_600_000 } as const

/** What image files begin with, as far as browsers draw them in an SVG. */
const kinds: readonly { type: string; start: Buffer; at?: number }[] = [
  { type: 'image/png', start: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
  { type: 'image/jpeg', start: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/gif', start: Buffer.from('GIF8') },
  { type: 'image/webp', start: Buffer.from('WEBP'), at: 8 },
]

function logoOf(content: Buffer<ArrayBuffer>): Logo | null {
  const kind = kinds.find(({ start, at = 0 }) => content.subarray(at, at + start.length).equals(start))
  return kind && content.length <= MOST_BYTES ? { type: kind.type, content } : null
}

/** The image in a `data:` URL, or null if it's none that's drawn. */
export function embeddedLogo(url: string): Logo | null {
  const base64 = /^data:image\/[a-z]+;base64,([A-Za-z0-9+/]*={0,2})$/.exec(url)?.[1]
  return base64 === undefined ? null : logoOf(Buffer.from(base64, 'base64'))
}

const fetched = new Map<string, { at: number; logo: Promise<Logo | null> }>()

/** The image at a web address, or null if there's none. */
export function fetchedLogo(url: string, now = Date.now()): Promise<Logo | null> {
  const known = fetched.get(url)
  if (known && now - known.at < KEPT.for) return known.logo
  const logo = download(url)
  fetched.delete(url)
  fetched.set(url, { at: now, logo })
  const [oldest] = fetched.keys()
  if (fetched.size > KEPT.most && oldest !== undefined) fetched.delete(oldest)
  return logo
}

async function download(url: string): Promise<Logo | null> {
  const client = createOutbound({
    allow: AddressRanges.of(config().outboundAllow),
    mostBytes: MOST_BYTES + 1,
    timeout: PATIENCE,
  })
  try {
    const { status, content } = await client.download(url)
    return status === 200 ? logoOf(content) : null
  } catch {
    // Whatever kept it from coming, there's no logo.
    return null
  } finally {
    client.close()
  }
}

/** Whether this is the logo of a short link or its domain. Others aren't fetched, or anyone could have us fetch anything. */
export async function isLogoOf(shortLink: string, logo: string): Promise<boolean> {
  const url = parseWebUrl(shortLink)
  const domain = url && storedHost(url.hostname)
  if (!url || domain === null || domain === undefined) return false
  const { prisma } = database()
  const found =
    domain === '' ? null : await prisma.trackingDomain.findFirst({ where: { host: domain, archived: false } })
  if (found?.logo === logo) return true
  const path = decoded(url.pathname)
  const key = domain === '' ? path.slice(OWN_PATH.length) : path.slice(1) || ROOT_KEY
  const link = await prisma.link.findFirst({
    where: { domain, lookupKey: foldKey(key, found?.isCaseSensitive ?? false), deletedAt: null },
    select: { qr: true },
  })
  return link !== null && qrLook.parse(link.qr).logo === logo
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
