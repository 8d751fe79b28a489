import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function PostbacksLoading() {
  const t = useTranslations('postbacks')
  return <TableSkeleton title={t('page')} label={t('loading')} />
}
