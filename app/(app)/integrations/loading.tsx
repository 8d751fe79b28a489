import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function IntegrationsLoading() {
  const t = useTranslations('integrations')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
