import { OverviewSkeleton } from '@/components/overview/skeleton'

export default function AdvertiserLoading() {
  return <OverviewSkeleton without="advertiser" />
}
