import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function PublisherGroupsLoading() {
  const t = useTranslations('publisherGroups')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
