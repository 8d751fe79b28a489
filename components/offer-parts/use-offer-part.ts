'use client'

import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import type { First } from '@/components/api/use-answer'
import type { ListAnswer } from '@/components/catalog/record-list'
import { useOffer } from '@/components/offers/use-offer'
import { canEdit, useViewer } from '@/components/shell/viewer'

/** What the server passes to an offer's page of parts. */
export type OfferPage<Row> = {
  /** The offer's number in the path. */
  number: string
  offer: First<{ data: OfferAnswer }>
  /** The parts to start with. Undefined if the offer couldn't be loaded. */
  first: First<ListAnswer<Row>> | undefined
}

/** The offer that parts belong to, and how to ask for them. Without the offer, the frame says why. */
export function useOfferPart({ number, offer: first }: Pick<OfferPage<never>, 'number' | 'offer'>) {
  const { edits, permissions } = useViewer()
  const { record: offer } = useOffer(number, first)
  if (!offer) return null
  const params = { integrationID: offer.integration_id, offerID: offer.id }
  return {
    offer,
    /** The IDs in the path of parts. */
    params,
    isEditable:
      permissions.includes('catalog:manage') &&
      !offer.archived &&
      canEdit(edits.advertisers, offer.advertiser.incremental_id),
  }
}

/** The offer that terms with publishers belong to, and which of them the viewer can change. */
export function useOfferTerms(page: Pick<OfferPage<never>, 'number' | 'offer'>) {
  const { edits, permissions } = useViewer()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer, params } = part
  return {
    offer,
    params,
    isEditable:
      permissions.includes('publishers:manage') &&
      (edits.publishers === 'all' || edits.publishers.length > 0) &&
      !offer.archived,
    canEdit: ({ publisher }: { publisher: { incremental_id: number } }) =>
      canEdit(edits.publishers, publisher.incremental_id),
  }
}

export type OfferPart = NonNullable<ReturnType<typeof useOfferPart>>
