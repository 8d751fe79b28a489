import { OfferBlocks } from '@/components/offer-parts/blocks'
import { blockListing } from '@/components/offer-parts/listing'
import { blockedSubIdsResource } from '@/lib/api/v2/blocked-sub-ids.contract'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferBlocksPage(props: OfferPageProps) {
  const list = blockedSubIdsResource.contracts.list
  return <OfferBlocks {...await offerPart(props, list, blockListing, 'publishers:read')} />
}
