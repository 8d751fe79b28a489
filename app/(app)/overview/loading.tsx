import { useTranslations } from 'next-intl'
import { OverviewSkeleton } from '@/components/overview/skeleton'
import { PageFrame } from '@/components/shell/page-frame'
import { Skeleton } from '@/components/ui/small'

export default function OverviewLoading() {
  const t = useTranslations('overview')
  return (
    <PageFrame title={t('title')} sentence={t('sentence')}>
      <Skeleton className="control w-24" />
      <OverviewSkeleton />
    </PageFrame>
  )
}
