import { OverviewSkeleton } from '@/components/overview/skeleton'

export default function PublisherLoading() {
  return <OverviewSkeleton without="publisher" />
}
