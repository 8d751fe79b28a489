import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function AdvertisersLoading() {
  const t = useTranslations('advertisers')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
