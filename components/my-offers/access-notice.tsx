'use client'

import { useTranslations } from 'next-intl'
import type { MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import { useViewer } from '@/components/shell/viewer'
import { dateOnly } from '@/components/ui/format'
import { Card } from '@/components/ui/small'
import { Apply } from './apply'

/** In place of the link while the publisher can't run the offer: where its application stands, and what to do. */
export function AccessNotice({ offer, onApplied }: { offer: MyOffer; onApplied: () => Promise<unknown> }) {
  const t = useTranslations('myOffers.apply')
  const { timezone } = useViewer()
  const { access, approval } = offer
  const day = (time: string | null | undefined) => (time ? dateOnly(time, timezone) : '')
  const isWaiting = access === 'waiting'
  const isDeclined = !isWaiting && approval?.status === 'Rejected'
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4 p-4 md:p-5">
      <div className="min-w-0 space-y-1">
        <p className="text-lg font-semibold">
          {isWaiting
            ? t('waiting', { date: day(approval?.applied_at ?? null) })
            : isDeclined
              ? t('declined', { date: day(approval?.decided_at) })
              : t('needed')}
        </p>
        {isDeclined && approval.decision_note !== '' && (
          <blockquote className="border-l-2 pl-3 wrap-break-word whitespace-pre-line">
            {approval.decision_note}
          </blockquote>
        )}
        <p className="text-muted">{t(isWaiting ? 'waitingSentence' : isDeclined ? 'declinedSentence' : 'sentence')}</p>
      </div>
      {!isWaiting && <Apply offer={offer} onApplied={onApplied} />}
    </Card>
  )
}
