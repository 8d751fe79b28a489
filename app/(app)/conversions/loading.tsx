import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function ConversionsLoading() {
  const t = useTranslations('conversions')
  return <TableSkeleton isLog title={t('title')} label={t('loading')} />
}
