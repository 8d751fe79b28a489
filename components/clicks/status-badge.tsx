'use client'

import { useTranslations } from 'next-intl'
import type { ClickSummary } from '@/lib/reports/shapes'
import { Badge } from '../ui/small'

/** Says whether a click counts. Colored only if it doesn't. Badges stack where there's no room side by side. */
export function StatusBadge({ click: { status, bot } }: { click: Pick<ClickSummary, 'status' | 'bot'> }) {
  const t = useTranslations('clicks.status')
  return (
    <span className="inline-flex flex-wrap gap-x-1.5 gap-y-1">
      <Badge tint={status === 'Approved' ? 'neutral' : 'negative'}>{t(status)}</Badge>
      {bot && <Badge tint="warning">{t('bot')}</Badge>}
    </span>
  )
}
