import type { LandingPageRecord } from '@/lib/catalog/records'

/**
 * Chooses where clicks go that don't name a landing page. Active pages with weights share them; without any, they go to the default page if it's
 * active, otherwise to the first active page that isn't hidden from publishers. A visitor gets the same page all day, unless the pages change.
 * @param pages the offer's, in order of incrementalId
 * @param visitor the visitor's hash in decimal (lib/tracking/visitor.ts)
 * @param offer the offer's number, so that each offer splits its visitors differently
 */
export function chooseLandingPage(
  pages: readonly LandingPageRecord[],
  visitor: string,
  offer: number,
): LandingPageRecord | undefined {
  let total = 0
  let byDefault: LandingPageRecord | undefined
  let first: LandingPageRecord | undefined
  for (const page of pages) {
    if (!page.active || page.archived) continue
    total += page.weight
    if (page.isDefault) byDefault = page
    if (!page.hideFromPublishers) first ??= page
  }
  if (total === 0) return byDefault ?? first
  let share = spread(visitor, offer) % total
  for (const page of pages) {
    if (!page.active || page.archived) continue
    share -= page.weight
    if (share < 0) return page
  }
  return undefined
}

/**
 * Spreads visitors evenly over 32 bits (MurmurHash3's finalizer). The hash's last digits are as random as all of them.
 * @param offer the number of an offer, or any other number that's to have a spread of its own
 */
export function spread(visitor: string, offer: number): number {
  let bits = Number(visitor.slice(-9)) ^ Math.imul(offer, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
