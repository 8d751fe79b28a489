'use client'

import { useTranslations } from 'next-intl'
import { startConversionBulkUpdate, type BulkUpdateAnswer } from '@/lib/api/v2/conversion-bulk-updates.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { roundedMoney } from '@/components/ui/format'
import type { DecisionKey } from './decisions'
import { bulkStartForm } from './forms'
import { Leftovers } from './leftovers'

const list = new Intl.ListFormat('en')

/** Asks whether to approve or reject all that match: says how many there are, what they pay, and which stay as they are. */
export function BulkQuestion({
  decision,
  prepared: { id, status, total, payouts, results },
  onCancel,
  onStarted,
}: {
  decision: DecisionKey
  prepared: BulkUpdateAnswer
  onCancel: () => void
  onStarted: () => void
}) {
  const t = useTranslations('conversions')
  const form = useForm({
    form: bulkStartForm,
    async act({ rejection_reason: reason = '' }) {
      const body = decision === 'reject' && reason !== '' ? { rejection_reason: reason } : {}
      await call(startConversionBulkUpdate, { params: { bulkUpdateID: id }, body })
      onStarted()
    },
  })
  if (total === 0)
    return (
      <div className="space-y-4">
        <p>{t(`bulk.${decision}.none`)}</p>
        <Leftovers status={status} results={results} />
        <div className="flex justify-end">
          <Button onClick={onCancel}>{t('bulk.close')}</Button>
        </div>
      </div>
    )
  const sums = list.format(payouts.map(({ currency, payout }) => roundedMoney(payout, currency)))
  return (
    <DialogForm
      form={form}
      words={{ submit: t(`decide.${decision}.button`), submitting: t('bulk.starting') }}
      onCancel={onCancel}
    >
      <div className="space-y-2">
        <p className="text-lg font-medium tabular-nums">{t('bulk.payout', { sums })}</p>
        <p>{t(`decide.${decision}.sentence`, { count: total })}</p>
        <Leftovers status={status} results={results} />
        <p className="text-muted">{t('bulk.asOfNow')}</p>
      </div>
      {decision === 'reject' && (
        <CountedArea
          field={form.field('rejection_reason')}
          input={form.input('rejection_reason')}
          value={form.value('rejection_reason')}
          most={255}
          rows={2}
          label={t('decide.reason')}
          help={t('decide.reasonHelp')}
        />
      )}
    </DialogForm>
  )
}
