import type { Catalog, OfferRecord } from '@/lib/catalog/records'
import { uuidTime } from '@/lib/uuid'

// A visitor's last clicks on offers that use cookie tracking, in one cookie: one each would fill the header that browsers send. Each entry is the
// offer's and the click's ID, in 22 characters each.

const NAME = 'tributary_clicks'
/** Offers that it remembers. It stays below 1 kB. */
const MOST = 20
const SIZE = 22
const DAY = 86_400

type Entry = { offerId: string; clickId: string }

/** The click that a visitor's cookies have for an offer. */
export function clickInCookie(header: string | undefined, offerId: string): string | undefined {
  return entriesOf(header).find((entry) => entry.offerId === offerId)?.clickId
}

/**
 * The Set-Cookie header that adds a click to those the visitor has. It lasts as long as a click in it can convert.
 * @param header the request's cookies
 * @param now ms since 1970
 */
export function clickCookie(
  header: string | undefined,
  {
    catalog,
    offer,
    clickId,
    isSecure,
    now,
  }: { catalog: Catalog; offer: OfferRecord; clickId: string; isSecure: boolean; now: number },
): string {
  const older = entriesOf(header).filter(({ offerId }) => offerId !== offer.id)
  const lasting = [{ offerId: offer.id, clickId }, ...older]
    .map((entry) => ({ entry, left: secondsLeft(entry, catalog, now) }))
    .filter(({ left }) => left > 0)
    .slice(0, MOST)
  const value = lasting.map(({ entry }) => pack(entry.offerId) + pack(entry.clickId)).join('')
  const longest = Math.max(0, ...lasting.map(({ left }) => left))
  // The pixel is on the advertiser's page, so its requests are cross-site. Browsers send such cookies only if they're secure.
  const site = isSecure ? 'SameSite=None; Secure' : 'SameSite=Lax'
  return `${NAME}=${value}; Path=/t/; Max-Age=${Math.ceil(longest)}; HttpOnly; ${site}`
}

/** How long a click can still convert. */
function secondsLeft({ offerId, clickId }: Entry, { offers }: Catalog, now: number): number {
  const days = offers.get(offerId)?.attributionWindowDays ?? 0
  return days * DAY - (now - uuidTime(clickId)) / 1000
}

function entriesOf(header: string | undefined): Entry[] {
  const value = new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]*)`).exec(header ?? '')?.[1] ?? ''
  const entries: Entry[] = []
  for (let start = 0; start + 2 * SIZE <= value.length && entries.length < MOST; start += 2 * SIZE)
    entries.push({
      offerId: unpack(value.slice(start, start + SIZE)),
      clickId: unpack(value.slice(start + SIZE, start + 2 * SIZE)),
    })
  return entries
}

const pack = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
const unpack = (text: string): string =>
  Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
