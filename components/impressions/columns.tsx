import { useTranslations } from 'next-intl'
import type { VisitSummary } from '@/lib/reports/click-schema'
import { useVisitColumns } from '@/components/clicks/event-columns'
import { useTimeColumn } from '@/components/logs/time-column'
import { textColumn } from '@/components/logs/value-columns'
import type { Column } from '@/components/tables/column'

/** Columns of impressions, which are those of clicks apart from where they led. */
export function useImpressionColumns(): Column<VisitSummary>[] {
  const t = useTranslations('impressions')
  const columns = useTranslations('clicks.columns')
  const time = useTimeColumn<VisitSummary>({ name: columns('time'), label: (at) => t('open', { time: at }) })
  return [
    time,
    ...useVisitColumns<VisitSummary>(),
    textColumn('id', t('id'), '20rem', ({ id }) => id, { isExtra: true, isCode: true }),
  ]
}
