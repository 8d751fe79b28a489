import { throttleListing } from '@/components/offer-parts/listing'
import { OfferThrottles } from '@/components/offer-parts/throttles'
import { allCustomThrottlesResource } from '@/lib/api/v2/custom-throttles.contract'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferThrottlesPage(props: OfferPageProps) {
  const list = allCustomThrottlesResource.contracts.list
  return <OfferThrottles {...await offerPart(props, list, throttleListing, 'publishers:read')} />
}
