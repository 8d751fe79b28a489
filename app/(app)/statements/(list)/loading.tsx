import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function StatementsLoading() {
  const t = useTranslations('statements')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
