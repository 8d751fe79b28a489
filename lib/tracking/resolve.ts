import type {
  AdvertiserRecord,
  CampaignRecord,
  Catalog,
  LandingPageRecord,
  NetworkRecord,
  OfferRecord,
  OrganizationCatalog,
  PublisherRecord,
  TrackingDomainRecord,
} from '@/lib/catalog/records'
import type { ShortLinkRecord } from '@/lib/catalog/short-link-records'
import type { Query } from './query'

/** What any link refers to, as found in the catalog. */
type AnyLink = {
  organization: OrganizationCatalog
  /** Undefined when the link's host isn't one of ours, such as the installation's own. */
  domain: TrackingDomainRecord | undefined
  campaign: CampaignRecord | undefined
}

type ToOffer = AnyLink & {
  offer: OfferRecord
  advertiser: AdvertiserRecord | undefined
  network: NetworkRecord | undefined
  publisher: PublisherRecord
  /** The page the link names. */
  landingPage: LandingPageRecord | undefined
}

type TrackingLink = ToOffer & { short: undefined }
type ShortOfferLink = ToOffer & { short: ShortLinkRecord }

/** A link to an offer: a tracking link, or a short one. */
export type OfferLink = TrackingLink | ShortOfferLink

/** A short link to a URL that isn't an offer's. */
type PlainLink = AnyLink & {
  offer: undefined
  advertiser: undefined
  network: undefined
  /** Undefined for the organization's own links. */
  publisher: PublisherRecord | undefined
  short: ShortLinkRecord
}

export type ShortLink = ShortOfferLink | PlainLink

export type Link = TrackingLink | ShortLink

/**
 * Finds what a link refers to. `offer` is an ID, or an incrementalId if the organization is certain: the link's host is a tracking domain of it,
 * `org` gives its slug, or there's only one. A publisher's own tracking domain is only for links of that publisher.
 * Everything else belongs to that organization: `publisher` is an ID, incrementalId, or slug (digits are tried as an incrementalId first), `lp` is
 * the ID or incrementalId of one of the offer's landing pages, and `campaign` is the publisher's own ID for it (externalId) or ours.
 * @param anonymous whose link it is if it doesn't name a publisher
 * @returns undefined when anything the link names is unknown, archived, or ambiguous: such a link leads nowhere, and we never guess.
 * An archived campaign still counts, since its emails may be opened for years.
 */
export function resolve(
  catalog: Catalog,
  query: Query,
  domain?: TrackingDomainRecord,
  anonymous?: PublisherRecord,
): TrackingLink | undefined {
  const offer = namedOffer(catalog, query, domain)
  const organization = offer && catalog.organizations.get(offer.organizationId)
  if (!offer || !organization || offer.archived) return undefined
  const publisherName = query.get('publisher')
  const publisher = publisherName === undefined ? anonymous : findPublisher(organization, publisherName)
  if (!publisher || publisher.archived) return undefined
  if (domain?.publishers && publisher !== anonymous && !domain.publishers.has(publisher.id)) return undefined

  const lp = query.get('lp')
  const landingPage = lp === undefined ? undefined : findLandingPage(organization, offer, lp)
  if (lp !== undefined && !landingPage) return undefined
  const campaignId = query.get('campaign')
  const campaign = campaignId === undefined ? undefined : findCampaign(organization, publisher, campaignId)
  if (campaignId !== undefined && !campaign) return undefined

  const { advertiser, network } = advertiserOf(organization, offer)
  return { organization, domain, offer, advertiser, network, publisher, landingPage, campaign, short: undefined }
}

/**
 * Finds what a short link refers to. The link says it all but the campaign, which a request can name if the link doesn't.
 * @returns undefined when the link isn't the domain's, or is to an offer, publisher, or landing page that's archived: such an offer's links lead nowhere
 */
export function resolveShort(
  catalog: Catalog,
  short: ShortLinkRecord,
  query: Query,
  domain: TrackingDomainRecord | undefined,
): ShortLink | undefined {
  const organization = catalog.organizations.get(short.organizationId)
  if (!organization || (domain && domain.organizationId !== organization.id)) return undefined
  const publisher = short.publisherId === null ? undefined : organization.publishers.byId.get(short.publisherId)
  if (short.publisherId !== null && !publisher) return undefined
  if (publisher && domain?.publishers && !domain.publishers.has(publisher.id)) return undefined
  const named = query.get('campaign')
  const campaign =
    short.campaignId !== null
      ? organization.campaigns.byId.get(short.campaignId)
      : publisher && named !== undefined
        ? findCampaign(organization, publisher, named)
        : undefined
  if (short.offerId === null)
    return {
      organization,
      domain,
      offer: undefined,
      advertiser: undefined,
      network: undefined,
      publisher,
      campaign,
      short,
    }

  const offer = organization.offers.byId.get(short.offerId)
  if (!offer || offer.archived || !publisher || publisher.archived) return undefined
  const landingPage =
    short.landingPageId === null ? undefined : findLandingPage(organization, offer, short.landingPageId)
  if (short.landingPageId !== null && !landingPage) return undefined
  const { advertiser, network } = advertiserOf(organization, offer)
  return { organization, domain, offer, advertiser, network, publisher, landingPage, campaign, short }
}

function advertiserOf(organization: OrganizationCatalog, offer: OfferRecord) {
  const advertiser = organization.advertisers.byId.get(offer.advertiserId)
  const network = advertiser?.networkId ? organization.networks.byId.get(advertiser.networkId) : undefined
  return { advertiser, network }
}

/** The offer that a request names, archived or not. */
export function namedOffer(
  catalog: Catalog,
  query: Query,
  domain: TrackingDomainRecord | undefined,
): OfferRecord | undefined {
  const org = query.get('org')
  const named =
    org === undefined
      ? domain && catalog.organizations.get(domain.organizationId)
      : catalog.organizationsBySlug.get(org)
  if ((org !== undefined && !named) || (domain && domain.organizationId !== named?.id)) return undefined
  const offer = findOffer(catalog, named, query.get('offer'))
  return named && offer && named.id !== offer.organizationId ? undefined : offer
}

function findOffer(
  catalog: Catalog,
  named: OrganizationCatalog | undefined,
  text: string | undefined,
): OfferRecord | undefined {
  if (text === undefined) return undefined
  const id = asId(text)
  if (id !== undefined) return catalog.offers.get(id)
  const number = asNumber(text)
  return number === undefined ? undefined : (named ?? catalog.onlyOrganization())?.offers.byIncrementalId.get(number)
}

function findPublisher({ publishers }: OrganizationCatalog, text: string): PublisherRecord | undefined {
  const id = asId(text)
  if (id !== undefined) return publishers.byId.get(id)
  const number = asNumber(text)
  return (number === undefined ? undefined : publishers.byIncrementalId.get(number)) ?? publishers.bySlug.get(text)
}

function findLandingPage(
  { landingPages }: OrganizationCatalog,
  offer: OfferRecord,
  text: string,
): LandingPageRecord | undefined {
  const id = asId(text)
  const number = asNumber(text)
  const page =
    id !== undefined
      ? landingPages.byId.get(id)
      : number !== undefined
        ? landingPages.byIncrementalId.get(number)
        : undefined
  return page?.offerId === offer.id && !page.archived ? page : undefined
}

function findCampaign(
  { campaigns, campaignsOf }: OrganizationCatalog,
  publisher: PublisherRecord,
  text: string,
): CampaignRecord | undefined {
  const own = campaignsOf.get(publisher.id)?.get(text)
  if (own) return own
  const id = asId(text)
  const campaign = id === undefined ? undefined : campaigns.byId.get(id)
  return campaign?.publisherId === publisher.id ? campaign : undefined
}

/** The text as one of our IDs, in the case we store. */
function asId(text: string): string | undefined {
  return text.length === 36 && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text) ? text.toLowerCase() : undefined
}

/** The text as an incrementalId. Only one spelling is accepted, so a link has only one form. */
function asNumber(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined
}
