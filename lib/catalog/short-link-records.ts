import { z } from 'zod'
import { BoundedCache } from '@/lib/bounded'
import type { Template } from '@/lib/macros'
import { LinkTable } from './link-table'

type Targets = Readonly<Record<string, string>>
type Variants = readonly { url: string; percentage: number }[]

const noTags: readonly string[] = []
const noTargets: Targets = {}
const noVariants: Variants = []

/**
 * A link with what's usual, which its JSON leaves out (lib/catalog/reading-short-links.ts). A class, because copying an object with this many fields takes
 * thirty times as long as making one.
 */
class StoredLink {
  key = ''
  url = ''
  publisherId: string | null = null
  offerId: string | null = null
  landingPageId: string | null = null
  campaignId: string | null = null
  folderId = ''
  tenantId = ''
  tags: readonly string[] = noTags
  trackConversion = false
  /** Times are ms since 1970. */
  expiresAt: number | null = null
  expiredUrl: string | null = null
  isDisabled = false
  passwordHash: string | null = null
  utmSource = ''
  utmMedium = ''
  utmCampaign = ''
  utmTerm = ''
  utmContent = ''
  ref = ''
  ios: string | null = null
  android: string | null = null
  geo = noTargets
  devices = noTargets
  systems = noTargets
  testVariants = noVariants
  testStartedAt: number | null = null
  testCompletedAt: number | null = null
  proxy = false
  title = ''
  description = ''
  image = ''
  video = ''
  doIndex = false
  /** Its URLs as they're filled in, once they were. A WeakMap by record would slow down every garbage collection. */
  readonly templates = new Map<string, Template | undefined>()

  /** @param domain a tracking domain's host, or '' for the installation's own address */
  constructor(
    readonly id: string,
    readonly organizationId: string,
    readonly domain: string,
  ) {}
}

/** What trackers know about a short link. Archived links work like any other. */
export type ShortLinkRecord = Readonly<StoredLink>

/** What the JSON can say. */
type Stored = Omit<StoredLink, 'id' | 'organizationId' | 'domain' | 'templates'>

/** A link that has what's usual apart from `more`. */
export const linkRecord = (
  id: string,
  organizationId: string,
  domain: string,
  more: Partial<Stored>,
): ShortLinkRecord => Object.assign(new StoredLink(id, organizationId, domain), more)

function text(value: unknown): string {
  return typeof value === 'string' ? value : wrong(value)
}
function time(value: unknown): number {
  return typeof value === 'number' ? value : wrong(value)
}
function flag(value: unknown): boolean {
  return typeof value === 'boolean' ? value : wrong(value)
}
function wrong(value: unknown): never {
  throw new Error(`A short link can't have ${JSON.stringify(value)} there`)
}
const schemas = {
  targets: z.record(z.string(), z.string()),
  tags: z.array(z.string()),
  variants: z.array(z.object({ url: z.string(), percentage: z.number() })),
}
const targets = (value: unknown) => schemas.targets.parse(value)

/** Checks what the JSON says. Clicks wait for that, so only what few links have is left to schemas, which take several times as long. */
const checks: { readonly [Name in keyof Stored]: (value: unknown) => Stored[Name] } = {
  key: text,
  url: text,
  publisherId: text,
  offerId: text,
  landingPageId: text,
  campaignId: text,
  folderId: text,
  tenantId: text,
  tags: (value) => schemas.tags.parse(value),
  trackConversion: flag,
  expiresAt: time,
  expiredUrl: text,
  isDisabled: flag,
  passwordHash: text,
  utmSource: text,
  utmMedium: text,
  utmCampaign: text,
  utmTerm: text,
  utmContent: text,
  ref: text,
  ios: text,
  android: text,
  geo: targets,
  devices: targets,
  systems: targets,
  testVariants: (value) => schemas.variants.parse(value),
  testStartedAt: time,
  testCompletedAt: time,
  proxy: flag,
  title: text,
  description: text,
  image: text,
  video: text,
  doIndex: flag,
}

function recordOf({ id, organizationId, text: json }: ReturnType<LinkTable['at']>, domain: string): ShortLinkRecord {
  const said: unknown = JSON.parse(json)
  if (typeof said !== 'object' || said === null) return wrong(said)
  const link = new StoredLink(id, organizationId, domain)
  for (const [name, value] of Object.entries(said)) if (isStored(name)) put(link, name, value)
  return link
}

const isStored = (name: string): name is keyof Stored => Object.hasOwn(checks, name)

function put<Name extends keyof Stored>(link: Stored, name: Name, value: unknown): Stored[Name] {
  return (link[name] = checks[name](value))
}

/** Links that are in use. Twice as many take up to 40 MB. */
const REMEMBERED = 10_000
const LATELY_BITS = 15
const LATELY = 2 ** LATELY_BITS

/** What a link is found by. */
const linkKey = (domain: string, lookupKey: string): string => `${domain}/${lookupKey}`

/** All short links, by domain and key. Read from text when they're used, since most of a million aren't. */
export class ShortLinks {
  readonly table = new LinkTable()
  readonly #known = new BoundedCache<number, ShortLinkRecord>(REMEMBERED)
  /** Where links are that were read lately, each at a place that others share. */
  readonly #lately = new Uint32Array(LATELY)

  /**
   * @param domain a tracking domain's host, or '' for the installation's own address
   * @param lookupKey the key as it's compared (foldKey)
   */
  get(domain: string, lookupKey: string): ShortLinkRecord | undefined {
    const position = this.table.find(linkKey(domain, lookupKey))
    if (position === 0) return undefined
    const known = this.#known.get(position)
    if (known) return known
    const link = recordOf(this.table.at(position), domain)
    // Most links are used once in a while. Remembering these would cost more than reading them, since all that's remembered is moved when memory is cleared up.
    const place = Math.imul(position, 0x9e3779b1) >>> (32 - LATELY_BITS)
    if (this.#lately[place] === position) return this.#known.set(position, link)
    this.#lately[place] = position
    return link
  }
}
