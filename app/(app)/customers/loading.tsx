import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function CustomersLoading() {
  const t = useTranslations('customers')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
