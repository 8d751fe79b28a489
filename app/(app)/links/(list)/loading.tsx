import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function LinksLoading() {
  const t = useTranslations('shortLinks')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
