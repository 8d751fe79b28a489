'use client'

import { useTranslations } from 'next-intl'
import type { ClickSummary } from '@/lib/reports/shapes'
import { Badge } from '../ui/small'

/** Whether a click counts, in words. Colored only if it doesn't. Stacked where there's no room side by side. */
export function StatusBadge({ click: { status, bot } }: { click: Pick<ClickSummary, 'status' | 'bot'> }) {
  const t = useTranslations('clicks.status')
  return (
    <span className="inline-flex flex-wrap gap-x-1.5 gap-y-1">
      <Badge tint={status === 'Approved' ? 'neutral' : 'negative'}>{t(status)}</Badge>
      {bot && <Badge tint="warning">{t('bot')}</Badge>}
    </span>
  )
}
