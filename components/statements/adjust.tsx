'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { adjustStatement, type StatementSummary } from '@/lib/api/v2/statements.contract'
import { call } from '@/components/api/call'
import { TextField } from '@/components/catalog/fields'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Button } from '@/components/ui/button'
import { Modal } from '@/components/ui/overlay'
import { useRefresh } from './acts'
import { adjustmentForm } from './forms'

type Adjusted = Pick<StatementSummary, 'id' | 'currency'>

function AdjustmentForm({ statement: { id, currency }, close }: { statement: Adjusted; close: () => void }) {
  const t = useTranslations('statements.acts.adjust')
  const refresh = useRefresh()
  const form = useForm({
    form: adjustmentForm,
    empty: { amount: t('amountMissing'), reason: t('reasonMissing') },
    async act(body) {
      await call(adjustStatement, { params: { statementID: id }, body })
      await refresh()
      form.settle()
      close()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('submit'), submitting: t('submitting') }} onCancel={close}>
      <TextField
        form={form}
        name="amount"
        label={t('amount', { currency })}
        help={t('amountHelp')}
        placeholder="-12.50"
        className="tabular-nums"
      />
      <TextField form={form} name="reason" label={t('reason')} />
    </DialogForm>
  )
}

/** Adds an adjustment to a draft. */
export function AdjustButton({ statement }: { statement: Adjusted }) {
  const t = useTranslations('statements.acts.adjust')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus className="text-muted" aria-hidden />
        {t('button')}
      </Button>
      <Modal
        open={isOpen}
        onOpenChange={(open) => !open && leavePage(() => setOpen(false))}
        title={t('title')}
        description={t('sentence')}
      >
        <AdjustmentForm statement={statement} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}
