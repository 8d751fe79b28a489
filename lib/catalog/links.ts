import { config } from '@/lib/config'
import { addressKinds, type AddressKind, type LinkObstacle } from '@/lib/catalog/rules/link'
import type { Prisma, Publisher } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among } from '@/lib/identity/scope'
import { allowedHosts } from '@/lib/deep-link-hosts'
import { numberOrId } from '@/lib/identifier'
import { offersOpenTo } from './publisher-offers'
import { addressOf } from './short-link-address'

// What a publisher's tracking links for an offer can consist of.

type Store = Pick<Prisma.TransactionClient, 'offer' | 'trackingDomain' | 'campaign'>

export type LinkAddress = { kind: AddressKind; url: string }

/** More than anyone chooses from. The latest count. */
const MOST_CAMPAIGNS = 200

/** What the publisher's links for an offer can consist of, for someone who can see both. */
export async function linkOptions(store: Store, caller: Caller, publisher: Publisher, offer: string) {
  const found = await findOffer(store, caller, publisher, offer)
  const [domains, campaigns] = await Promise.all([
    store.trackingDomain.findMany({
      where: {
        active: true,
        archived: false,
        OR: [{ publishers: { none: {} } }, { publishers: { some: { publisherId: publisher.id } } }],
      },
      include: { publishers: { where: { publisherId: publisher.id } } },
      orderBy: { host: 'asc' },
    }),
    store.campaign.findMany({
      where: { publisherId: publisher.id, archived: false },
      orderBy: { id: 'desc' },
      take: MOST_CAMPAIGNS,
    }),
  ])
  const addresses = domains.map(({ host, isDefault, publishers }): LinkAddress => ({
    kind: host === found.primaryDomain ? 'primary' : publishers.length > 0 ? 'own' : isDefault ? 'default' : 'shared',
    url: addressOf(host),
  }))
  return {
    offer: found,
    obstacle: obstacleOf(found, publisher),
    // Hidden pages get clicks, but links can't name them.
    landingPages: found.landingPages.filter(({ active, hideFromPublishers }) => active && !hideFromPublishers),
    deepLinkHosts: found.deepLinkEnabled
      ? allowedHosts(
          found.deepLinkHosts,
          found.landingPages.map(({ redirectUrl }) => redirectUrl),
        )
      : null,
    addresses: [...addresses, { kind: 'installation', url: config().baseUrl } satisfies LinkAddress].toSorted(
      (a, b) => addressKinds.indexOf(a.kind) - addressKinds.indexOf(b.kind),
    ),
    campaigns,
  }
}

const withinReach = {
  approvals: true,
  advertiser: true,
  integration: true,
  landingPages: { where: { archived: false }, orderBy: { incrementalId: 'asc' } },
} as const satisfies Prisma.OfferInclude

/** Finds an offer that the caller can see, or the publisher can. */
async function findOffer(store: Pick<Store, 'offer'>, caller: Caller, publisher: Publisher, text: string) {
  const key = numberOrId(text)
  const { see } = caller.reach.advertisers
  const seen = see === 'all' ? {} : { OR: [offersOpenTo(publisher.incrementalId), { advertiser: among(see) }] }
  const found =
    key &&
    (await store.offer.findFirst({
      where: { AND: [key, seen, { archived: false }] },
      include: { ...withinReach, approvals: { where: { publisherId: publisher.id } } },
    }))
  if (!found) throw new Refused('not_found', 'No offer with this ID.')
  return found
}

function obstacleOf(
  {
    active,
    advertiser,
    integration,
    visibility,
    approvals,
    landingPages,
  }: Prisma.OfferGetPayload<{ include: typeof withinReach }>,
  publisher: Publisher,
): LinkObstacle | null {
  if (!active || [advertiser, integration].some((one) => !one.active || one.archived)) return 'offer_inactive'
  if (!publisher.active || publisher.archived) return 'publisher_inactive'
  if (visibility !== 'Public' && approvals[0]?.status !== 'Approved') return 'not_approved'
  const getsClicks = landingPages.some(
    (page) => page.active && (!page.hideFromPublishers || page.isDefault || page.weight > 0),
  )
  return getsClicks ? null : 'no_landing_page'
}
