import { OverviewSkeleton } from '@/components/overview/skeleton'
import { PageFrame } from '@/components/shell/page-frame'
import { Skeleton } from '@/components/ui/small'

export default function OverviewLoading() {
  return (
    <PageFrame title="Overview" sentence="How your traffic is doing, and who and where it comes from.">
      <Skeleton className="control w-24" />
      <OverviewSkeleton />
    </PageFrame>
  )
}
