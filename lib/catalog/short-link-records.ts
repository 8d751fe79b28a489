import { z } from 'zod'
import { BoundedCache } from '@/lib/bounded'
import type { Template } from '@/lib/macros'
import { LinkTable } from './link-table'

const text = z.string()
const textOrNone = text.nullable()
const flag = z.boolean()
/** ms since 1970 */
const time = z.number().nullable()
const targets = z.record(text, text)

/** A short link as trackers keep it. */
const stored = z.object({
  key: text,
  url: text,
  publisherId: textOrNone,
  offerId: textOrNone,
  landingPageId: textOrNone,
  campaignId: textOrNone,
  folderId: text,
  tenantId: text,
  tags: z.array(text),
  trackConversion: flag,
  expiresAt: time,
  expiredUrl: textOrNone,
  isDisabled: flag,
  passwordHash: textOrNone,
  utmSource: text,
  utmMedium: text,
  utmCampaign: text,
  utmTerm: text,
  utmContent: text,
  ref: text,
  ios: textOrNone,
  android: textOrNone,
  geo: targets,
  devices: targets,
  systems: targets,
  testVariants: z.array(z.object({ url: text, percentage: z.number() })),
  testStartedAt: time,
  testCompletedAt: time,
  proxy: flag,
  title: text,
  description: text,
  image: text,
  video: text,
  doIndex: flag,
})

/** What a link has if its JSON doesn't say otherwise (lib/catalog/reading-short-links.ts leaves it out). */
export const usualLink: Omit<z.output<typeof stored>, 'key'> = {
  url: '',
  publisherId: null,
  offerId: null,
  landingPageId: null,
  campaignId: null,
  folderId: '',
  tenantId: '',
  tags: [],
  trackConversion: false,
  expiresAt: null,
  expiredUrl: null,
  isDisabled: false,
  passwordHash: null,
  utmSource: '',
  utmMedium: '',
  utmCampaign: '',
  utmTerm: '',
  utmContent: '',
  ref: '',
  ios: null,
  android: null,
  geo: {},
  devices: {},
  systems: {},
  testVariants: [],
  testStartedAt: null,
  testCompletedAt: null,
  proxy: false,
  title: '',
  description: '',
  image: '',
  video: '',
  doIndex: false,
}

/** What trackers know about a short link. Archived links work like any other. */
export type ShortLinkRecord = Readonly<z.output<typeof stored>> & {
  id: string
  organizationId: string
  /** A tracking domain's host, or '' for the installation's own address. */
  domain: string
  /** Its URLs as they're filled in, once they were. A WeakMap by record would slow down every garbage collection. */
  readonly templates: Map<string, Template | undefined>
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
    const position = this.table.find(linkKey(domain, lookupKey))
    if (position === 0) return undefined
    const known = this.#known.get(position)
    if (known) return known
    const row = this.table.at(position)
    const link: ShortLinkRecord = {
      ...stored.parse(Object.assign({}, usualLink, JSON.parse(row.text))),
      id: row.id,
      organizationId: row.organizationId,
      domain,
      templates: new Map(),
    }
    return this.#known.set(position, link)
  }
}
