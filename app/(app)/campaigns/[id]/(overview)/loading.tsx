import { OverviewSkeleton } from '@/components/overview/skeleton'

export default function CampaignLoading() {
  return <OverviewSkeleton without="campaign" />
}
