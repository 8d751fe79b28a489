import { OverviewSkeleton } from '@/components/overview/skeleton'

export default function NetworkLoading() {
  return <OverviewSkeleton without="network" />
}
