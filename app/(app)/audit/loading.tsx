import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function AuditLoading() {
  const t = useTranslations('audit')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
