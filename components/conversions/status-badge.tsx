import { useTranslations } from 'next-intl'
import type { ConversionSummary } from '@/lib/api/app/conversions/schema'
import { Badge } from '@/components/ui/small'

const tints = { Approved: 'positive', Pending: 'warning', Rejected: 'negative' } as const

/** Whether a conversion counts. */
export function StatusBadge({ status }: Pick<ConversionSummary, 'status'>) {
  const t = useTranslations('conversions.status')
  return <Badge tint={tints[status]}>{t(status)}</Badge>
}
