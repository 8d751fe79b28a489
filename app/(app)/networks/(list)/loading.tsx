import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function NetworksLoading() {
  const t = useTranslations('networks')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
