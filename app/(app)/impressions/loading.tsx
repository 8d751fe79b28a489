import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'
import { Skeleton } from '@/components/ui/small'

export default function ImpressionsLoading() {
  const t = useTranslations('impressions')
  return <TableSkeleton isLog title={t('title')} label={t('loading')} actions={<Skeleton className="h-11 w-40" />} />
}
