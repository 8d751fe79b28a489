import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function TrackingDomainsLoading() {
  const t = useTranslations('trackingDomains')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
