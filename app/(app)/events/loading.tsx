import { useTranslations } from 'next-intl'
import { EventTabsSkeleton } from '@/components/events/tabs'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function EventsLoading() {
  const t = useTranslations('events')
  return <TableSkeleton isLog title={t('title')} label={t('loading')} actions={<EventTabsSkeleton />} />
}
