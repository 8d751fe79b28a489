import { OfferApprovals } from '@/components/offer-parts/approvals'
import { approvalListing } from '@/components/offer-parts/listing'
import { approvalsResource } from '@/lib/api/v2/approvals.contract'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferApprovalsPage(props: OfferPageProps) {
  return <OfferApprovals {...await offerPart(props, approvalsResource.contracts.list, approvalListing)} />
}
