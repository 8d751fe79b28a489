import { OfferDetails } from '@/components/offers/offer-details'
import { offerChoices } from '@/app/(app)/offers/choices'
import { offerAt } from '@/app/(app)/offers/[id]/offer'

export default async function OfferDetailsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <OfferDetails number={id} first={await offerAt(id)} choices={offerChoices} />
}
