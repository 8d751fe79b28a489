import { OfferEvents } from '@/components/offer-parts/events'
import { eventListing } from '@/components/offer-parts/listing'
import { offerEventsResource } from '@/lib/api/v2/offer-events.contract'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferEventsPage(props: OfferPageProps) {
  return <OfferEvents {...await offerPart(props, offerEventsResource.contracts.list, eventListing)} />
}
