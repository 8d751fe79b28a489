import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function OffersLoading() {
  const t = useTranslations('offers')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
