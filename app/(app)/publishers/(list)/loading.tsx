import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function PublishersLoading() {
  const t = useTranslations('publishers')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
