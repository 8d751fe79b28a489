import type { OfferRecord } from '@/lib/catalog/records'
import type { MacroSource } from '@/lib/macros'
import type { AddedCall } from '@/lib/outbound/calls'
import { clickCall } from '@/lib/postbacks/click'
import type { Link, OfferLink } from './resolve'
import { templateOf } from './screen'

// What clicks and impressions that count have called. Filling in URLs that are compiled already is all that happens before their visitors are answered.

const noCalls: readonly AddedCall[] = []

/** What macros are filled from. */
export function sourceOf(click: MacroSource['click'], now: number, { publisher, campaign }: Link): MacroSource {
  return { click, now, publisherSlug: publisher?.slug ?? '', campaign: campaign?.externalId ?? '' }
}

/** The calls that a click on an offer causes. */
export function callsOfClick({ organization, offer, publisher }: OfferLink, source: MacroSource): readonly AddedCall[] {
  const tracking = offerCall('parallel_tracking', offer, offer.parallelTrackingUrl, source)
  const postbacks = organization.clickPostbacks.ofClick(offer.id, publisher.id)
  if (postbacks.length === 0) return tracking
  return tracking.concat(postbacks.flatMap((postback) => clickCall(postback, source) ?? []))
}

/** The calls that an impression causes. */
export function callsOfImpression({ offer }: OfferLink, source: MacroSource): readonly AddedCall[] {
  return offerCall('impression', offer, offer.impressionForwardingUrl, source)
}

function offerCall(
  kind: 'parallel_tracking' | 'impression',
  offer: OfferRecord,
  address: string | null,
  source: MacroSource,
): readonly AddedCall[] {
  const url = address === null ? undefined : templateOf(offer, address)?.fill(source)
  if (url === undefined) return noCalls
  const { id } = source.click
  return [
    {
      kind,
      organizationId: offer.organizationId,
      targetId: offer.id,
      uniqueKey: `${kind} ${offer.id} click ${id}`,
      clickId: id,
      conversionId: null,
      method: 'GET',
      url,
      headers: {},
      body: null,
      subject: null,
      delay: 0,
    },
  ]
}
