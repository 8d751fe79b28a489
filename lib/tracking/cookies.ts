import type { Catalog, OfferRecord } from '@/lib/catalog/records'
import { uuidTime } from '@/lib/uuid'

// A visitor's last clicks on offers that use cookie tracking, in one cookie: one each would fill the header that browsers send. Each entry is the
// offer's and the click's ID, in 22 characters each. Impressions have a cookie of their own, so that a click is never mistaken for one.

/** Offers that each remembers. It stays below 1 kB. */
const MOST = 20
const SIZE = 22
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What cookies remember, and for how long, in ms. */
const kinds = {
  click: { name: 'tributary_clicks', window: ({ attributionWindowDays: days }: OfferRecord) => days * DAY },
  impression: {
    name: 'tributary_impressions',
    window: ({ viewThroughAttributionEnabled: isAllowed, viewThroughWindowHours: hours }: OfferRecord) =>
      isAllowed ? hours * HOUR : 0,
  },
} as const
type Kind = keyof typeof kinds

type Entry = { offerId: string; id: string }

/**
 * The ID of what a visitor's cookies have for an offer: the last click or, if none can still convert, the last impression that can.
 * @param header the request's cookies
 * @param now ms since 1970
 */
export function transactionInCookies(header: string | undefined, offer: OfferRecord, now: number): string | undefined {
  const [click, impression] = (['click', 'impression'] as const).map(
    (kind) => entriesOf(header, kind).find(({ offerId }) => offerId === offer.id)?.id,
  )
  if (click !== undefined && left('click', click, offer, now) >= 0) return click
  if (impression !== undefined && left('impression', impression, offer, now) >= 0) return impression
  return click
}

/**
 * The Set-Cookie header that adds a click or impression to those the visitor has. It lasts as long as something in it can convert.
 */
export function cookieOf(
  kind: Kind,
  {
    header,
    isSecure,
    catalog,
    offer,
    id,
    now,
  }: {
    /** The request's cookies. */
    header: string | undefined
    isSecure: boolean
    catalog: Catalog
    offer: OfferRecord
    id: string
    /** ms since 1970 */
    now: number
  },
): string {
  const older = entriesOf(header, kind).filter(({ offerId }) => offerId !== offer.id)
  const lasting = [{ offerId: offer.id, id }, ...older]
    .map((entry) => ({ entry, left: left(kind, entry.id, catalog.offers.get(entry.offerId), now) }))
    .filter((one) => one.left > 0)
    .slice(0, MOST)
  const value = lasting.map(({ entry }) => pack(entry.offerId) + pack(entry.id)).join('')
  const longest = Math.max(0, ...lasting.map((one) => one.left))
  // The pixel is on the advertiser's page, so its requests are cross-site. Browsers send such cookies only if they're secure.
  const site = isSecure ? 'SameSite=None; Secure' : 'SameSite=Lax'
  return `${kinds[kind].name}=${value}; Path=/t/; Max-Age=${Math.ceil(longest / 1000)}; HttpOnly; ${site}`
}

/** How long it can still convert, in ms. */
function left(kind: Kind, id: string, offer: OfferRecord | undefined, now: number): number {
  return (offer ? kinds[kind].window(offer) : 0) - (now - uuidTime(id))
}

function entriesOf(header: string | undefined, kind: Kind): Entry[] {
  const value = new RegExp(`(?:^|;\\s*)${kinds[kind].name}=([\\w-]*)`).exec(header ?? '')?.[1] ?? ''
  const entries: Entry[] = []
  for (let start = 0; start + 2 * SIZE <= value.length && entries.length < MOST; start += 2 * SIZE)
    entries.push({
      offerId: unpack(value.slice(start, start + SIZE)),
      id: unpack(value.slice(start + SIZE, start + 2 * SIZE)),
    })
  return entries
}

const pack = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
const unpack = (text: string): string =>
  Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
