'use client'

import { useTranslations } from 'next-intl'
import type { PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { Fact, Facts } from '@/components/clicks/facts'
import { useViewer } from '@/components/shell/viewer'
import { fullTime, number } from '@/components/ui/format'

/** What became of a postback's requests. */
export function Deliveries({ postback }: { postback: PostbackAnswer }) {
  const t = useTranslations('postbacks.calls')
  const { timezone } = useViewer()
  const { delivered, waiting, failed, failing_since: since, last_delivered_at: last, last_error: error } = postback
  return (
    <div className="border-t pt-4">
      <Facts title={t('title')}>
        <Fact name={t('delivered')}>{number(delivered)}</Fact>
        <Fact name={t('waiting')}>{number(waiting)}</Fact>
        <Fact name={t('failed')}>{number(failed)}</Fact>
        <Fact name={t('lastDelivered')}>{last === null ? t('never') : fullTime(last, timezone)}</Fact>
        <Fact name={t('failingSince')}>{since && fullTime(since, timezone)}</Fact>
        <Fact name={t('lastError')}>{error}</Fact>
      </Facts>
    </div>
  )
}
