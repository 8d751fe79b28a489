import { payoutListing } from '@/components/offer-parts/listing'
import { OfferPayouts } from '@/components/offer-parts/payouts'
import { customPayoutsResource } from '@/lib/api/v2/custom-payouts.contract'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferPayoutsPage(props: OfferPageProps) {
  const list = customPayoutsResource.contracts.list
  return <OfferPayouts {...await offerPart(props, list, payoutListing, 'publishers:read')} />
}
