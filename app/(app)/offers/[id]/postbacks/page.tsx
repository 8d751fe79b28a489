import { OfferPostbacks } from '@/components/postbacks/of-offer'
import { offerPostbackListing } from '@/components/postbacks/listing'
import { postbacksResource } from '@/lib/api/v2/postbacks.contract'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferPostbacksPage(props: OfferPageProps) {
  const { list } = postbacksResource.contracts
  return <OfferPostbacks {...await offerPart(props, list, offerPostbackListing, 'postbacks:read')} />
}
