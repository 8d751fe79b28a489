import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function ApplicationsLoading() {
  const t = useTranslations('applications')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
