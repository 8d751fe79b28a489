import { isoTime } from '@/lib/events/sql'
import { includes } from '@/lib/identity/scope'
import type { Catalog } from '@/lib/catalog/records'
import type { Offer, Publisher } from '@/lib/database/generated/client'
import type { CapSubject } from './cap-windows'
import type { Compared } from './duplicates'
import type { FoundClick } from './facts'
import type { Outcome, Report, ReportSource, Tracked } from './outcome'
import type { Event, Terms } from './terms'

/** A report whose click or impression was found. */
export type Attributed = { report: Report; click: FoundClick }

/** A report that's about something that can be recorded. */
export type Subject = OfferSubject | PlainSubject

/** An offer's conversion or event, by the offer's terms. */
export type OfferSubject = Attributed & {
  kind: 'conversion' | 'event'
  offer: Offer
  publisher: Publisher
  /** Undefined for the offer's main conversion. */
  event: Event | undefined
  compared: Compared
  capped: CapSubject
}

/** A lead or sale that no offer pays for: the click has none, or none with an event of its name. */
export type PlainSubject = Attributed & {
  kind: 'lead' | 'sale'
  offer: Offer | undefined
  publisher: Publisher | undefined
  event: undefined
}

export const isOfOffer = (subject: Subject): subject is OfferSubject =>
  subject.kind === 'conversion' || subject.kind === 'event'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export const unknownClick: Outcome = {
  result: 'unknown_click',
  message: 'No click or impression has this transaction ID.',
}

/** Finds what a report is about, and checks whether it may be reported. Doesn't look at other conversions, or at the time. */
export function attribute(attributed: Attributed, terms: Terms, catalog: Catalog): Subject | Outcome {
  const { report, click } = attributed
  if (report.tracked) return attributeTracked(attributed, report.tracked, terms)
  const offer = terms.offerOf(click)
  const publisher = terms.publisherOf(click)
  if (!offer || !publisher) return unknownClick
  const about = { offer: click.offer, publisher: click.publisher }
  if (report.offerId !== null && report.offerId !== offer.id)
    return { ...about, result: 'unknown_click', field: 'offer_id', message: 'The customer has no click on this offer.' }
  const { source } = report
  if (source === 'track') throw new Error('Only leads and sales are tracked.')
  if (!isAllowed(report, source, offer, catalog)) {
    const isOther = source !== 'postback' && report.allowedOfferId !== offer.id
    return { ...about, ...(isOther ? otherOffer : refusals[source]) }
  }
  const sought = report.event
  const isMain = sought === null || isMainConversion(sought, offer)
  const event = isMain ? undefined : terms.eventOf(offer, sought)
  if (!isMain && !event)
    return 'id' in sought
      ? { ...about, result: 'unknown_event', field: 'event_id', message: `The offer has no event ${sought.id}.` }
      : { ...about, result: 'unknown_event', field: 'event_name', message: `The offer has no event ${sought.name}.` }
  return subjectOf(attributed, offer, publisher, event)
}

/** What's recorded by the offer's terms: an event of it or, without one, its main conversion. */
export function subjectOf(
  { report, click }: Attributed,
  offer: Offer,
  publisher: Publisher,
  event: Event | undefined,
): OfferSubject {
  const { transactionId, externalId, time } = report
  return {
    report,
    click,
    kind: event ? 'event' : 'conversion',
    offer,
    publisher,
    event,
    compared: {
      transactionId,
      offerEventId: event?.id ?? null,
      externalId,
      mayRepeat: event ? event.allowMultipleEvents : offer.allowDuplicateConversions,
    },
    capped: { offerId: offer.id, publisherId: publisher.id, subId: click.sub_id, time },
  }
}

/** Why something can't be recorded, or can't be anymore. */
export function untimely({ report, click, offer, publisher, event }: OfferSubject): Outcome | undefined {
  const about = numbersOf({ click, event })
  if (event && !event.active)
    return { ...about, result: 'inactive_event', message: `The event ${event.name} isn’t active.` }
  const age = report.time - timeOf(click)
  if (click.isImpression) {
    const { name, viewThroughAttributionEnabled: isOn, viewThroughWindowHours: hours } = offer
    if (!isOn)
      return {
        ...about,
        result: 'not_allowed',
        message: `The transaction ID is an impression’s, and ${name} doesn’t use view-through attribution.`,
      }
    if (age <= hours * HOUR) return undefined
    const passed = `The impression was ${Math.floor(age / HOUR)} hours ago`
    return { ...about, result: 'late', message: `${passed}, and conversions of ${name} count for ${hours}.` }
  }
  const days = offer.attributionWindowDays
  if (age <= days * DAY) return undefined
  const message = `The click is ${Math.floor(age / DAY)} days old, and conversions of ${offer.name} count for ${days}.`
  return { ...about, result: 'late', message, publisher: publisher.incrementalId }
}

/** An offer that has a token of its own accepts no other one. */
function isAllowed(
  { allowedOfferId, organizationId }: Report,
  source: ReportSource,
  offer: Offer,
  catalog: Catalog,
): boolean {
  if (source === 'pixel') return offer.cookieTrackingEnabled && allowedOfferId === offer.id
  if (source === 'script') return offer.enableJsTracking && allowedOfferId === offer.id
  const hasOwn = catalog.organizations.get(organizationId)?.postbackTokens.has(offer.id) ?? false
  return allowedOfferId === null ? !hasOwn : allowedOfferId === offer.id
}

const otherOffer: Outcome = { result: 'not_allowed', message: 'The click is on another offer.' }
const refusals = {
  postback: { result: 'wrong_token', message: 'This security token isn’t valid for the click’s offer.' },
  pixel: { result: 'not_allowed', message: 'The offer doesn’t use cookie tracking.' },
  script: { result: 'not_allowed', message: 'The offer doesn’t use JavaScript tracking.' },
} as const satisfies Record<ReportSource, Outcome>

/** Whether what a report names is the offer's main conversion. */
export function isMainConversion(
  sought: { id: string } | { name: string },
  { conversionName }: Pick<Offer, 'conversionName'>,
): boolean {
  if ('id' in sought) return sought.id === '0'
  return conversionName !== '' && sought.name.toLowerCase() === conversionName.toLowerCase()
}

/** When the click or impression was, in ms since 1970. */
export const timeOf = ({ time }: FoundClick): number => Date.parse(isoTime(time))

/** A subject's numbers, for the log. */
export const numbersOf = ({ click, event }: Pick<Subject, 'click' | 'event'>) => ({
  offer: click.offer,
  publisher: click.publisher,
  event: event?.incrementalId ?? 0,
})

const notTheirs: Outcome = { result: 'not_allowed', message: 'You can’t report conversions of this click’s publisher.' }

/** Finds what a lead or sale is: a conversion or event of the click's offer that's called the same, or else just that. */
function attributeTracked(attributed: Attributed, { kind, by }: Tracked, terms: Terms): Subject | Outcome {
  const { report, click } = attributed
  if (click.isImpression || !isSeen(by, click)) return unknownClick
  if (!isTheirs(by, click)) return notTheirs
  const offer = terms.offerOf(click)
  const publisher = terms.publisherOf(click)
  const { event: named } = report
  if (offer && publisher && named) {
    const event = terms.eventOf(offer, named)
    if (event || isNamedMain(named, offer)) return subjectOf(attributed, offer, publisher, event)
  }
  return { report, click, kind, offer, publisher, event: undefined }
}

/** An offer that doesn't name its main conversion calls it that. */
export const mainName = ({ conversionName }: Pick<Offer, 'conversionName'>): string => conversionName || 'Conversion'

const isNamedMain = (named: { id: string } | { name: string }, offer: Offer) =>
  isMainConversion(named, { conversionName: mainName(offer) })

const isSeen = ({ scope }: Tracked['by'], { publisher, advertiser }: FoundClick) =>
  includes(scope.publishers, publisher) || scope.advertisers.includes(advertiser)

const isTheirs = ({ reach }: Tracked['by'], { publisher, advertiser }: FoundClick) =>
  includes(reach.publishers.edit, publisher) || includes(reach.advertisers.edit, advertiser)
