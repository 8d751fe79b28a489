import { OfferCaps } from '@/components/offer-parts/caps'
import { capListing } from '@/components/offer-parts/listing'
import { capsResource } from '@/lib/api/v2/caps.contract'
import { timeZones } from '@/app/choices'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferCapsPage(props: OfferPageProps) {
  return <OfferCaps {...await offerPart(props, capsResource.contracts.list, capListing)} zones={timeZones} />
}
