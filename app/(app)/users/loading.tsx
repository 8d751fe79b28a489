import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function UsersLoading() {
  const t = useTranslations('users')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
