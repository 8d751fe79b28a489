import { config } from '@/lib/config'
import { OfferTest } from '@/components/offers/offer-test'
import { targetingChoices } from '@/app/choices'
import { offerAt } from '@/app/(app)/offers/[id]/offer'

export default async function OfferTestPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <OfferTest number={id} first={await offerAt(id)} choices={targetingChoices} baseUrl={config().baseUrl} />
}
