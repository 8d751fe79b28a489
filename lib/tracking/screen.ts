import {
  blockedKey,
  type LandingPageRecord,
  type OfferRecord,
  type OrganizationCatalog,
  type TrackingDomainRecord,
} from '@/lib/catalog/records'
import type { ShortLinkRecord } from '@/lib/catalog/short-link-records'
import { mismatch, type Targeted } from '@/lib/catalog/targeting'
import type { Claim } from './caps'
import { hostOfPage } from '@/lib/deep-link-hosts'
import { deepLink } from './deep-link'
import { completed, targetOf, type Visitor } from './destination'
import { chooseLandingPage } from './landing-page'
import { compileTemplate, type Template } from '@/lib/macros'
import { fallbackOf, type OfferReason, type Reason } from './reasons'
import type { Query } from './query'
import type { OfferLink, ShortLink } from './resolve'

/** Whether a click is accepted, and where its visitor goes. */
export type Verdict = {
  reason: '' | Reason
  /** Why an accepted click isn't paid. */
  unpaid?: Reason
  destination: Template | undefined
  /** The page that the link names, or the one chosen for it. */
  landingPage: LandingPageRecord | undefined
  /** Kinds of the fraud filters that caught the click, if any did. */
  flags?: readonly string[]
}

/** What screening looks at besides the link. */
export type Screened = Targeted & { readonly sub_id: string; readonly visitor: string }

/**
 * Screens a click on an offer. An accepted click goes to its deep link or landing page; a rejected one goes to the offer's fallback URL for the reason,
 * to its general one, or nowhere.
 * @param redirectUrl the deep link the click asks for
 */
export function screen(link: OfferLink, click: Screened, redirectUrl: string | undefined): Verdict {
  const { offer } = link
  const landingPage = landingPageOf(link, click)
  const outcome = reasonAgainst(link, click) ?? destinationOf(link, landingPage, redirectUrl)
  return typeof outcome === 'string'
    ? { reason: outcome, destination: fallback(offer, outcome), landingPage }
    : { reason: '', destination: outcome, landingPage }
}

/**
 * Screens a click on a short link: like any other click on its offer, if it has one. Once the link has expired, its clicks go to its expired URL or its
 * domain's.
 * @param now ms since 1970
 */
export function screenShort(link: ShortLink, click: Screened & Visitor, query: Query, now: number): Verdict {
  const { short, domain } = link
  if (domain?.active !== false && short.expiresAt !== null && short.expiresAt <= now)
    return rejected(
      'link_expired',
      (short.expiredUrl !== null && templateOf(short, short.expiredUrl)) ||
        (domain?.expiredUrl ? templateOf(domain, domain.expiredUrl) : undefined),
    )
  const target = targetOf(short, click, now)
  if (link.offer) {
    const verdict = screen(link, click, target || undefined)
    return verdict.reason === '' && verdict.destination
      ? { reason: '', destination: completed(verdict.destination, short, query), landingPage: verdict.landingPage }
      : verdict
  }
  if (domain && !domain.active) return rejected('tracking_domain_inactive')
  if (link.publisher && (!link.publisher.active || link.publisher.archived)) return rejected('publisher_inactive')
  const template = templateOf(short, target)
  return template
    ? { reason: '', destination: completed(template, short, query), landingPage: undefined }
    : rejected('landing_page_broken')
}

const rejected = (reason: Reason, destination?: Template): Verdict => ({
  reason,
  destination,
  landingPage: undefined,
})

/** What a cap makes of an accepted click. */
export function pastCap(
  { offer }: OfferLink,
  verdict: Verdict,
  { reason, action }: NonNullable<Claim['over']>,
): Verdict {
  if (action === 'Accept_Unpaid') return { ...verdict, unpaid: reason }
  return { ...verdict, reason, destination: action === 'Block' ? undefined : fallback(offer, reason) }
}

/** The page that the link names, or the one chosen for it. */
function landingPageOf({ organization, offer, landingPage }: OfferLink, { visitor }: { visitor: string }) {
  if (landingPage) return landingPage
  const pages = organization.landingPagesOf.get(offer.id)
  return pages && chooseLandingPage(pages, visitor, offer.incrementalId)
}

/** The page to preview: what the link's clicks would get if the offer were open to everyone. */
export function previewedPage(link: OfferLink, click: Pick<Screened, 'visitor'>): LandingPageRecord | undefined {
  const page = landingPageOf(link, click)
  return page?.active && !link.landingPage?.hideFromPublishers ? page : undefined
}

function reasonAgainst(
  { organization, domain, offer, advertiser, publisher }: OfferLink,
  click: Screened,
): OfferReason | undefined {
  if (domain && !domain.active) return 'tracking_domain_inactive'
  if (!offer.active) return 'offer_inactive'
  const integration = organization.integrations.get(offer.integrationId)
  if (!integration?.active || integration.archived) return 'integration_inactive'
  if (!advertiser?.active || advertiser.archived) return 'advertiser_inactive'
  if (!publisher.active) return 'publisher_inactive'
  if (offer.visibility !== 'Public' && organization.approvals.get(offer.id)?.get(publisher.id) !== 'Approved')
    return 'offer_not_approved'
  if (
    click.sub_id !== '' &&
    organization.blockedSubIds.size > 0 &&
    organization.blockedSubIds.has(blockedKey(publisher.incrementalId, offer.incrementalId, click.sub_id))
  )
    return 'sub_id_blocked'
  const targeting =
    offer.targetingGroupId === null
      ? offer.simpleTargeting
      : organization.targetingGroups.get(offer.targetingGroupId)?.targeting
  const dimension = targeting && mismatch(targeting, click)
  return dimension ? `${dimension}_not_targeted` : undefined
}

function destinationOf(
  { organization, offer, landingPage: named }: OfferLink,
  landingPage: LandingPageRecord | undefined,
  redirectUrl: string | undefined,
): OfferReason | Template {
  if (named?.hideFromPublishers) return 'landing_page_hidden'
  if (landingPage && !landingPage.active) return 'landing_page_inactive'
  if (redirectUrl !== undefined)
    // A deep link replaces the landing page, so the offer doesn't need one.
    return (
      (offer.deepLinkEnabled && deepLink(redirectUrl, deepLinkHosts(organization, offer))) || 'redirect_not_allowed'
    )
  if (!landingPage) return 'landing_page_missing'
  return templateOf(landingPage, landingPage.redirectUrl) ?? 'landing_page_broken'
}

const pageHosts = new WeakMap<readonly LandingPageRecord[], readonly string[]>()

/** Where an offer's deep links may lead: to the hosts it lists, or else to those of its landing pages, archived ones aside. */
function deepLinkHosts(organization: OrganizationCatalog, offer: OfferRecord): readonly string[] {
  if (offer.deepLinkHosts.length > 0) return offer.deepLinkHosts
  const pages = organization.landingPagesOf.get(offer.id)
  if (!pages) return []
  let hosts = pageHosts.get(pages)
  if (!hosts) {
    hosts = pages.flatMap((page) => {
      const template = page.archived ? undefined : templateOf(page, page.redirectUrl)
      return template ? [hostOfPage(template.url)] : []
    })
    pageHosts.set(pages, hosts)
  }
  return hosts
}

/** Where clicks that are rejected for a reason go, if anywhere. */
export function fallback(offer: OfferRecord, reason: OfferReason): Template | undefined {
  const url = offer.fallbackUrls[fallbackOf[reason]] ?? offer.fallbackUrl
  return url === null ? undefined : templateOf(offer, url)
}

type HasUrls = LandingPageRecord | OfferRecord | ShortLinkRecord | TrackingDomainRecord
type Templates = Map<string, Template | undefined>

// Compiled once per record and URL, since an edit creates a new record. Short links, of which there are many more, keep their own.
const templates = new WeakMap<HasUrls, Templates>()

/** The template of one of a record's URLs; undefined when it isn't a valid web address. */
export function templateOf(record: HasUrls, url: string): Template | undefined {
  const ofRecord = 'templates' in record ? record.templates : templatesOf(record)
  if (!ofRecord.has(url)) ofRecord.set(url, compileTemplate(url))
  return ofRecord.get(url)
}

function templatesOf(record: HasUrls): Templates {
  const known = templates.get(record)
  if (known) return known
  const made: Templates = new Map()
  templates.set(record, made)
  return made
}
