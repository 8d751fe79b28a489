import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function PostbackLogLoading() {
  const t = useTranslations('postbackLog')
  return <TableSkeleton isLog title={t('title')} label={t('loading')} />
}
