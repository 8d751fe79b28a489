import { LandingPages } from '@/components/offer-parts/landing-pages'
import { landingPageListing } from '@/components/offer-parts/listing'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { personChoices } from '@/app/choices'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferLandingPagesPage(props: OfferPageProps) {
  const part = await offerPart(props, offerLandingPagesResource.contracts.list, landingPageListing)
  return <LandingPages {...part} countries={personChoices.countries} />
}
