import { OverviewSkeleton } from '@/components/overview/skeleton'

export default function OfferLoading() {
  return <OverviewSkeleton without="offer" />
}
