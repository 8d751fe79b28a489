'use client'

import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import { updateConversions } from '@/lib/api/v2/conversions.contract'
import { call } from '@/components/api/call'
import { ProblemError } from '@/components/api/problem'
import { MoneyField } from '@/components/catalog/money-field'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Modal } from '@/components/ui/overlay'
import { amountValues, conversionAmountsForm } from './forms'
import { canChange } from './can-change'
import { useRefresh } from './use-refresh'

/** As records that forms edit: their `updated_at` is the version, in an order that text has too. */
const versioned = (conversion: ConversionDetails) => ({
  ...conversion,
  updated_at: String(conversion.version).padStart(10, '0'),
})

function AmountsForm({ conversion, onSaved }: { conversion: ConversionDetails; onSaved: () => void }) {
  const t = useTranslations('conversions')
  const { reload } = useRefresh()
  const { id, time, currency, amount } = conversion
  /** The versions that people saw, or can choose to overwrite. */
  const [hashes] = useState(() => new Map<string, string>())
  const record = versioned(conversion)
  hashes.set(record.updated_at, conversion.hash)

  async function latest() {
    const found = versioned(await reload(id))
    hashes.set(found.updated_at, found.hash)
    return found
  }
  const form = useRecordForm({
    form: conversionAmountsForm,
    record,
    valuesOf: amountValues,
    async send(changes, version) {
      const hash = (version === undefined ? undefined : hashes.get(version)) ?? (await latest()).hash
      const { results } = await call(updateConversions, {
        body: { updates: [{ tx_id: id, conversion_time: time, hash, ...changes }] },
      })
      const { code, reason } = results[0] ?? { code: '' as const, reason: '' }
      // It has that amount already, only written differently.
      if (code === '' || code === 'same') return
      const status = code === 'mismatch' ? 412 : 409
      throw new ProblemError({ status, code: 'conflict', message: reason, details: [], requestId: null })
    },
    reload: latest,
  })
  const close = useEffectEvent(onSaved)
  useEffect(() => {
    if (form.saved) close()
  }, [form.saved])
  const names: Readonly<Record<string, string>> = {
    payout: t('columns.payout'),
    revenue: t('columns.revenue'),
    amount: t('columns.amount'),
  }
  const control = (name: 'payout' | 'revenue' | 'amount') => ({ field: form.field(name), input: form.input(name) })
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable>
      <MoneyField label={t('columns.payout')} amount={control('payout')} currency={currency} />
      <MoneyField label={t('columns.revenue')} amount={control('revenue')} currency={currency} />
      <MoneyField
        label={t('columns.amount')}
        amount={control('amount')}
        currency={amount?.currency ?? currency}
        help={t('amounts.amountHelp')}
      />
    </SheetForm>
  )
}

/** Lets people who may change the conversion edit its payout, revenue, and amount. */
export function EditAmounts({ conversion }: { conversion: ConversionDetails }) {
  const t = useTranslations('conversions.amounts')
  const viewer = useViewer()
  const [open, setOpen] = useState(false)
  if (!canChange(viewer, conversion)) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Pencil className="text-muted" aria-hidden />
        {t('button')}
      </Button>
      <Modal
        open={open}
        onOpenChange={(next) => !next && leavePage(() => setOpen(false))}
        title={t('title')}
        description={t('sentence')}
      >
        <AmountsForm conversion={conversion} onSaved={() => setOpen(false)} />
      </Modal>
    </>
  )
}
