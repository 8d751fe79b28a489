import type { Prisma, Publisher } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import { deepLinkFault, allowedHosts } from '@/lib/deep-link-hosts'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { offersOpenTo } from './publisher-offers'
import { testVariants } from '@/lib/catalog/rules/short-link'
import { readableHost, storedHost } from './short-link-address'

/** What a short link refers to, and where it leads. */
export type Referring = {
  url: string
  publisherId: string | null
  offerId: string | null
  landingPageId: string | null
  campaignId: string | null
  folderId: string | null
  ios: string | null
  android: string | null
  geo: unknown
  devices: unknown
  systems: unknown
  testVariants: unknown
}

/** A domain for short links. The installation's own has the host ''. */
export type LinkDomain = { host: string; isCaseSensitive: boolean }

const ownDomain: LinkDomain = { host: '', isCaseSensitive: false }

const withPages = {
  landingPages: { where: { archived: false } },
} as const satisfies Prisma.OfferInclude
type Offer = Prisma.OfferGetPayload<{ include: typeof withPages & { approvals: true } }>

/** What the links of one change refer to, each read once. */
export class LinkReferences {
  readonly #store: OrganizationTransaction
  readonly #caller: Caller
  readonly #read = new Map<string, Promise<unknown>>()

  constructor(store: OrganizationTransaction, caller: Caller) {
    this.#store = store
    this.#caller = caller
  }

  #once<T>(key: string, read: () => Promise<T>): Promise<T> {
    // What's under a key is what was read for it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const known = this.#read.get(key) as Promise<T> | undefined
    const found = known ?? read()
    this.#read.set(key, found)
    return found
  }

  /** Whose links the caller creates if they don't say: their own publisher's, or the organization's. */
  async ownPublisherId(): Promise<string | null> {
    const { publisher } = this.#caller
    if (!publisher) return null
    const own = await this.#once('own', () =>
      this.#store.publisher.findFirst({ where: { incrementalId: publisher.id }, select: { id: true } }),
    )
    if (!own) throw new Refused('forbidden', 'You have no publisher to create links for.')
    return own.id
  }

  publisher(id: string): Promise<Publisher | null> {
    const { see } = this.#caller.reach.publishers
    return this.#once(`publisher ${id}`, () => this.#store.publisher.findFirst({ where: { id, ...among(see) } }))
  }

  /** @throws Refused unless the caller can create and change links of this publisher, or of the organization if it's null */
  async requireEditor(publisherId: string | null): Promise<void> {
    const { publisher: own, reach } = this.#caller
    const found = publisherId === null ? null : await this.publisher(publisherId)
    if (publisherId !== null && !found)
      throw new Refused('invalid', 'must be a publisher that isn’t archived', 'publisherId')
    if (own) {
      if (found?.incrementalId === own.id) return
      throw new Refused('forbidden', 'You can only create and change your own publisher’s links.')
    }
    if (found ? includes(reach.publishers.edit, found.incrementalId) : reach.publishers.edit === 'all') return
    throw new Refused(
      'forbidden',
      found
        ? 'Only account managers who can edit this publisher and admins can create and change its links.'
        : 'Only account managers who can edit all publishers and admins can create and change the organization’s own links.',
    )
  }

  /** The domain with this name. @throws Refused unless links of this publisher can be there */
  async domain(text: string, publisherId: string | null): Promise<LinkDomain> {
    const host = storedHost(text)
    if (host === '') return ownDomain
    const found = host === null ? undefined : (await this.#usableDomains(publisherId)).find((one) => one.host === host)
    if (found) return found
    throw new Refused(
      'invalid',
      `must be ${readableHost('')} or an active tracking domain that ${publisherId === null ? 'is for everyone' : 'this publisher can use'}`,
      'domain',
    )
  }

  /** Where links are that don't say: the offer's primary domain, the publisher's own, the default, or the installation's own address. */
  async defaultDomain(publisherId: string | null, offerId: string | null): Promise<LinkDomain> {
    const domains = await this.#usableDomains(publisherId)
    const offer = offerId === null || publisherId === null ? null : await this.#offer(offerId, publisherId)
    return (
      domains.find(({ host }) => host === offer?.primaryDomain) ??
      domains.find(({ publishers }) => publishers.length > 0) ??
      domains.find(({ isDefault }) => isDefault) ??
      ownDomain
    )
  }

  /** A link's domain, whether or not links can still be created there. */
  async stored(host: string): Promise<LinkDomain> {
    if (host === '') return ownDomain
    const found = await this.#once(`host ${host}`, () =>
      this.#store.trackingDomain.findFirst({ where: { host, archived: false } }),
    )
    return found ?? { host, isCaseSensitive: false }
  }

  #usableDomains(publisherId: string | null) {
    return this.#once(`domains ${publisherId}`, () =>
      this.#store.trackingDomain.findMany({
        where: {
          active: true,
          archived: false,
          OR: [
            { publishers: { none: {} } },
            ...(publisherId === null ? [] : [{ publishers: { some: { publisherId } } }]),
          ],
        },
        include: { publishers: { select: { publisherId: true } } },
        orderBy: { host: 'asc' },
      }),
    )
  }

  async #offer(id: string, publisherId: string): Promise<Offer | null> {
    const publisher = await this.publisher(publisherId)
    if (!publisher) return null
    return this.#once(`offer ${id} ${publisherId}`, () =>
      this.#store.offer.findFirst({
        where: { AND: [{ id }, offersOpenTo(publisher.incrementalId)] },
        include: { ...withPages, approvals: { where: { publisherId } } },
      }),
    )
  }

  /** @throws Refused, naming the field, unless everything the link refers to exists and may be used by it */
  async require(link: Referring): Promise<void> {
    const { publisherId } = link
    if (publisherId !== null && (await this.publisher(publisherId))?.archived)
      throw new Refused('invalid', 'must be a publisher that isn’t archived', 'publisherId')
    if (link.offerId !== null && publisherId !== null) await this.#requireOffer(link, link.offerId, publisherId)
    if (link.campaignId !== null) {
      const { campaignId } = link
      const campaign = await this.#once(`campaign ${campaignId}`, () =>
        this.#store.campaign.findFirst({ where: { id: campaignId } }),
      )
      if (!campaign || campaign.publisherId !== publisherId || campaign.archived)
        throw new Refused('invalid', 'must be one of the publisher’s campaigns that aren’t archived', 'campaignId')
    }
    if (link.folderId !== null) {
      const { folderId } = link
      const folder = await this.#once(`folder ${folderId}`, () =>
        this.#store.folder.findFirst({ where: { id: folderId, archived: false } }),
      )
      if (!folder || (this.#caller.publisher && folder.accessLevel !== 'write'))
        throw new Refused(
          'invalid',
          this.#caller.publisher ? 'must be a folder that you can put links into' : 'must be an existing folder',
          'folderId',
        )
    }
  }

  async #requireOffer(link: Referring, offerId: string, publisherId: string): Promise<void> {
    const offer = await this.#offer(offerId, publisherId)
    const isOpen = offer && (offer.visibility === 'Public' || offer.approvals[0]?.status === 'Approved')
    if (!isOpen) throw new Refused('invalid', 'must be an active offer that this publisher may run', 'offerId')
    const { landingPageId } = link
    const pages = offer.landingPages.filter(
      (page) => page.active && !(this.#caller.publisher && page.hideFromPublishers),
    )
    if (landingPageId !== null && !pages.some(({ id }) => id === landingPageId))
      throw new Refused('invalid', 'must be one of the offer’s active landing pages', 'landingPageId')
    const hosts = allowedHosts(
      offer.deepLinkHosts,
      offer.landingPages.map(({ redirectUrl }) => redirectUrl),
    )
    for (const { field, url } of destinationsOf(link)) {
      if (!offer.deepLinkEnabled)
        throw new Refused('invalid', 'must be empty, because this offer doesn’t allow deep links', field)
      if (deepLinkFault(url, hosts))
        throw new Refused('invalid', `must be at ${hosts.join(', ')}, where this offer’s deep links may lead`, field)
    }
  }
}

/** Everywhere a link can lead. */
function destinationsOf(link: Referring): { field: string; url: string }[] {
  const listed = (['geo', 'devices', 'systems'] as const).flatMap((name) =>
    Object.entries(link[name] ?? {}).map(([key, url]) => ({ field: `${name}.${key}`, url: String(url) })),
  )
  const variants = testVariants.safeParse(link.testVariants).data ?? []
  return [
    ...(['url', 'ios', 'android'] as const).map((field) => ({ field, url: link[field] ?? '' })),
    ...listed,
    ...variants.map(({ url }, index) => ({ field: `testVariants.${index}.url`, url })),
  ].filter(({ url }) => url !== '')
}
