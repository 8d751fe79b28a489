import { OverviewSkeleton } from '@/components/overview/skeleton'

export default function LinkLoading() {
  return <OverviewSkeleton without="link" />
}
