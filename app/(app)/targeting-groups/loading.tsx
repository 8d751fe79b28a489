import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function TargetingGroupsLoading() {
  const t = useTranslations('targetingGroups')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
