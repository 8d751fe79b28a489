import type { LandingPageRecord, OfferRecord } from '@/lib/catalog/records'
import { deepLink } from './deep-link'
import { compileTemplate, type Template } from './macros'
import type { Reason } from './reasons'
import type { Link } from './resolve'

/** Whether a click is accepted, and where its visitor goes. */
export type Verdict = { reason: '' | Reason; destination: Template | undefined }

/**
 * Screens a click. An accepted click goes to its deep link or landing page; a rejected one goes to the offer's fallback URL or nowhere.
 * @param redirectUrl the deep link the click asks for
 */
export function screen(link: Link, redirectUrl: string | undefined): Verdict {
  const reason = reasonAgainst(link)
  if (reason !== undefined) return rejected(link.offer, reason)
  const { offer, landingPage } = link
  if (redirectUrl !== undefined) {
    // A deep link replaces the landing page, so the offer doesn't need one.
    if (landingPage && !landingPage.active) return rejected(offer, 'landing_page_inactive')
    const destination = offer.deepLinkEnabled ? deepLink(redirectUrl, offer.deepLinkHosts) : undefined
    return destination ? { reason: '', destination } : rejected(offer, 'redirect_not_allowed')
  }
  if (!landingPage) return rejected(offer, 'landing_page_missing')
  if (!landingPage.active) return rejected(offer, 'landing_page_inactive')
  const destination = templateOf(landingPage, landingPage.redirectUrl)
  return destination ? { reason: '', destination } : rejected(offer, 'landing_page_broken')
}

function reasonAgainst({ organization, offer, advertiser, publisher }: Link): Reason | undefined {
  if (!offer.active) return 'offer_inactive'
  if (!advertiser?.active || advertiser.archived) return 'advertiser_inactive'
  if (!publisher.active) return 'publisher_inactive'
  if (offer.visibility !== 'Public' && organization.approvals.get(offer.id)?.get(publisher.id) !== 'Approved')
    return 'offer_not_approved'
  return undefined
}

function rejected(offer: OfferRecord, reason: Reason): Verdict {
  return { reason, destination: offer.fallbackUrl === null ? undefined : templateOf(offer, offer.fallbackUrl) }
}

// Compiled once per record, since an edit creates a new record.
const templates = new WeakMap<LandingPageRecord | OfferRecord, Template | 'broken'>()

function templateOf(record: LandingPageRecord | OfferRecord, url: string): Template | undefined {
  let template = templates.get(record)
  if (!template) templates.set(record, (template = compileTemplate(url) ?? 'broken'))
  return template === 'broken' ? undefined : template
}
