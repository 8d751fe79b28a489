import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function FraudFilterGroupsLoading() {
  const t = useTranslations('fraudFilterGroups')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
