import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function SubIdsLoading() {
  const t = useTranslations('ownSubIds')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
