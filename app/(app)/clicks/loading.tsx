import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'
import { Skeleton } from '@/components/ui/small'

export default function ClicksLoading() {
  const t = useTranslations('clicks')
  return <TableSkeleton isLog title={t('title')} label={t('loading')} actions={<Skeleton className="control w-48" />} />
}
