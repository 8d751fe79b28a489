import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function MyOffersLoading() {
  const t = useTranslations('myOffers')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
