import { CampaignDetails } from '@/components/campaigns/campaign-details'
import { campaignAt } from '@/app/(app)/campaigns/[id]/campaign'

export default async function CampaignDetailsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CampaignDetails id={id} first={await campaignAt(id)} />
}
