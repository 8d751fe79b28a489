'use client'

import type { PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { useOfferPart, type OfferPage } from '@/components/offer-parts/use-offer-part'
import { useViewer } from '@/components/shell/viewer'
import { offerPostbackListing } from './listing'
import { PostbackList } from './postback-list'

/** Postbacks about only this offer. */
export function OfferPostbacks({ first, ...page }: OfferPage<PostbackAnswer>) {
  const { edits } = useViewer()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer } = part
  return (
    <PostbackList
      listing={offerPostbackListing(offer.incremental_id)}
      first={first}
      fixed={{ offer: offer.id }}
      isEditable={!offer.archived && (edits.publishers === 'all' || edits.publishers.length > 0)}
    />
  )
}
