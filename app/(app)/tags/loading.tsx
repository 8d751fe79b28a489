import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function TagsLoading() {
  const t = useTranslations('tags')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
