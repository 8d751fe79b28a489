import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function CampaignsLoading() {
  const t = useTranslations('campaigns')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
