import { LandingPages } from '@/components/offer-parts/landing-pages'
import { landingPageListing, sharingQuestion } from '@/components/offer-parts/listing'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { personChoices } from '@/app/choices'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferLandingPagesPage(props: OfferPageProps) {
  const { list } = offerLandingPagesResource.contracts
  const [part, sharing] = await Promise.all([
    offerPart(props, list, landingPageListing),
    offerPart(props, list, sharingQuestion),
  ])
  return <LandingPages {...part} sharing={sharing.first} countries={personChoices.countries} />
}
