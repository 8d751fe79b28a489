'use client'

import { useTranslations } from 'next-intl'
import type { ClickSummary } from '@/lib/reports/click-schema'
import { Badge } from '@/components/ui/small'

/** Says whether a click counts. Colored only if it doesn't. A bot's click counts as nothing else. */
export function StatusBadge({ click: { status, bot } }: { click: Pick<ClickSummary, 'status' | 'bot'> }) {
  const t = useTranslations('clicks.status')
  return (
    <Badge tint={bot ? 'warning' : status === 'Approved' ? 'neutral' : 'negative'}>{t(bot ? 'bot' : status)}</Badge>
  )
}
