import type {
  AdvertiserRecord,
  CampaignRecord,
  Catalog,
  LandingPageRecord,
  NetworkRecord,
  OfferRecord,
  OrganizationCatalog,
  PublisherRecord,
} from '@/lib/catalog/records'
import type { Query } from './query'

/** What a tracking link names, found in the catalog. */
export type Link = {
  organization: OrganizationCatalog
  offer: OfferRecord
  advertiser: AdvertiserRecord | undefined
  network: NetworkRecord | undefined
  publisher: PublisherRecord
  /** The one that the link names, else the offer's first active one. */
  landingPage: LandingPageRecord | undefined
  campaign: CampaignRecord | undefined
}

/**
 * Finds what a link names. An offer is named by its id, or by its incrementalId where the organization is certain: `org` names it by its slug,
 * or there is only one. The others belong to that organization: `publisher` is its id, incrementalId or slug (digits are an incrementalId first),
 * `lp` the id or incrementalId of a landing page of the offer, `campaign` the publisher's own id of it (externalId) or ours.
 * @returns undefined when anything the link names is unknown, archived or ambiguous: such a link leads nowhere, and is never guessed at.
 * An archived campaign still counts, since its mails may be opened for years.
 */
export function resolve(catalog: Catalog, query: Query): Link | undefined {
  const org = query.get('org')
  const named = org === undefined ? undefined : catalog.organizationsBySlug.get(org)
  if (org !== undefined && !named) return undefined
  const offer = findOffer(catalog, named, query.get('offer'))
  const organization = offer && catalog.organizations.get(offer.organizationId)
  if (!offer || !organization || offer.archived || (named && named !== organization)) return undefined
  const publisher = findPublisher(organization, query.get('publisher'))
  if (!publisher || publisher.archived) return undefined

  const lp = query.get('lp')
  const landingPage = lp === undefined ? organization.defaultLandingPage(offer.id) : findLandingPage(organization, offer, lp)
  if (lp !== undefined && !landingPage) return undefined
  const campaignId = query.get('campaign')
  const campaign = campaignId === undefined ? undefined : findCampaign(organization, publisher, campaignId)
  if (campaignId !== undefined && !campaign) return undefined

  const advertiser = organization.advertisers.byId.get(offer.advertiserId)
  const network = advertiser?.networkId ? organization.networks.byId.get(advertiser.networkId) : undefined
  return { organization, offer, advertiser, network, publisher, landingPage, campaign }
}

function findOffer(catalog: Catalog, named: OrganizationCatalog | undefined, text: string | undefined): OfferRecord | undefined {
  if (text === undefined) return undefined
  const id = asId(text)
  if (id !== undefined) return catalog.offers.get(id)
  const number = asNumber(text)
  return number === undefined ? undefined : (named ?? catalog.onlyOrganization())?.offers.byIncrementalId.get(number)
}

function findPublisher({ publishers }: OrganizationCatalog, text: string | undefined): PublisherRecord | undefined {
  if (text === undefined) return undefined
  const id = asId(text)
  if (id !== undefined) return publishers.byId.get(id)
  const number = asNumber(text)
  return (number === undefined ? undefined : publishers.byIncrementalId.get(number)) ?? publishers.bySlug.get(text)
}

function findLandingPage({ landingPages }: OrganizationCatalog, offer: OfferRecord, text: string): LandingPageRecord | undefined {
  const id = asId(text)
  const number = asNumber(text)
  const page = id !== undefined ? landingPages.byId.get(id) : number !== undefined ? landingPages.byIncrementalId.get(number) : undefined
  return page?.offerId === offer.id && !page.archived ? page : undefined
}

function findCampaign({ campaigns, campaignsOf }: OrganizationCatalog, publisher: PublisherRecord, text: string): CampaignRecord | undefined {
  const own = campaignsOf.get(publisher.id)?.get(text)
  if (own) return own
  const id = asId(text)
  const campaign = id === undefined ? undefined : campaigns.byId.get(id)
  return campaign?.publisherId === publisher.id ? campaign : undefined
}

/** The text as an id of ours, in the case we store. */
function asId(text: string): string | undefined {
  return text.length === 36 && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text) ? text.toLowerCase() : undefined
}

/** The text as an incrementalId: written one way only, so that a link has one form. */
function asNumber(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined
}
