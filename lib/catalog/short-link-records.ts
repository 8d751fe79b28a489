import { z } from 'zod'
import { BoundedCache } from '@/lib/bounded'
import { LinkTable } from './link-table'

const url = z.string().nullable().default(null)
const text = z.string().default('')
const flag = z.boolean().default(false)
/** ms since 1970 */
const time = z.number().nullable().default(null)
const id = z.string().nullable().default(null)
const targets = z.record(z.string(), z.string()).default({})

/** A short link as trackers keep it: JSON without whatever is as usual. */
const stored = z.object({
  key: z.string(),
  url: text,
  publisherId: id,
  offerId: id,
  landingPageId: id,
  campaignId: id,
  folderId: text,
  tenantId: text,
  tags: z.array(z.string()).default([]),
  trackConversion: flag,
  expiresAt: time,
  expiredUrl: url,
  isDisabled: flag,
  passwordHash: z.string().nullable().default(null),
  utmSource: text,
  utmMedium: text,
  utmCampaign: text,
  utmTerm: text,
  utmContent: text,
  ref: text,
  ios: url,
  android: url,
  geo: targets,
  devices: targets,
  systems: targets,
  testVariants: z.array(z.object({ url: z.string(), percentage: z.number() })).default([]),
  testStartedAt: time,
  testCompletedAt: time,
  proxy: flag,
  title: text,
  description: text,
  image: text,
  video: text,
  doIndex: flag,
})

/** What trackers know about a short link. Archived links work like any other. */
export type ShortLinkRecord = z.output<typeof stored> & {
  id: string
  organizationId: string
  /** A tracking domain's host, or '' for the installation's own address. */
  domain: string
}

/** Links that are in use. Twice as many take up to 40 MB. */
const REMEMBERED = 10_000

/** What a link is found by. */
const linkKey = (domain: string, lookupKey: string): string => `${domain}/${lookupKey}`

/** All short links, by domain and key. Read from text when they're used, since most of a million aren't. */
export class ShortLinks {
  readonly table = new LinkTable()
  readonly #known = new BoundedCache<number, ShortLinkRecord>(REMEMBERED)

  /**
   * @param domain a tracking domain's host, or '' for the installation's own address
   * @param lookupKey the key as it's compared (foldKey)
   */
  get(domain: string, lookupKey: string): ShortLinkRecord | undefined {
    const row = this.table.get(linkKey(domain, lookupKey))
    if (!row) return undefined
    return (
      this.#known.get(row.position) ??
      this.#known.set(row.position, {
        ...stored.parse(JSON.parse(row.text)),
        id: row.id,
        organizationId: row.organizationId,
        domain,
      })
    )
  }
}
