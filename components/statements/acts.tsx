'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Check, RotateCcw, Undo2, Wallet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { listAudit } from '@/lib/api/app/audit.contract'
import {
  approveStatements,
  listStatements,
  payStatements,
  readStatement,
  reopenStatements,
  unpayStatements,
  type StatementSummary,
} from '@/lib/api/v2/statements.contract'
import { today } from '@/lib/days'
import { call } from '@/components/api/call'
import { FieldPair, TextField } from '@/components/catalog/fields'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { Modal } from '@/components/ui/overlay'
import { sumsOf } from './amount'
import { paymentForm } from './forms'

type Acted = Pick<StatementSummary, 'id' | 'status' | 'total' | 'currency'>

/** Asks for everything again that shows statements. */
export function useRefresh(): () => Promise<unknown> {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [listStatements, readStatement, listAudit].map(({ id }) => client.invalidateQueries({ queryKey: [id] })),
    )
}

function PaymentForm({ rows, onDone, onCancel }: { rows: readonly Acted[]; onDone: () => void; onCancel: () => void }) {
  const t = useTranslations('statements.acts.pay')
  const { organization } = useViewer()
  const refresh = useRefresh()
  const form = useForm({
    form: paymentForm,
    initial: { paid_on: today(organization.timezone), reference: '', data: rows.map(({ id }) => id) },
    empty: { paid_on: t('paidOnMissing') },
    async act(body) {
      await call(payStatements, { body })
      await refresh()
      form.settle()
      onDone()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('button'), submitting: t('submitting') }} onCancel={onCancel}>
      <FieldPair>
        <TextField form={form} name="paid_on" label={t('paidOn')} type="date" />
        <TextField
          form={form}
          name="reference"
          label={t('reference')}
          help={t('referenceHelp', { count: rows.length })}
        />
      </FieldPair>
    </DialogForm>
  )
}

/** Buttons for what can be done to these statements. Each asks first. Those that it isn't for stay as they are. */
export function StatementActs({ rows, onDone }: { rows: readonly Acted[]; onDone?: () => void }) {
  const t = useTranslations('statements.acts')
  const { permissions } = useViewer()
  const refresh = useRefresh()
  const [question, setQuestion] = useState<Confirmation | null>(null)
  const [isPayingOpen, setPayingOpen] = useState(false)
  // Stays while the dialog closes.
  const [paying, setPaying] = useState<readonly Acted[]>([])
  if (!permissions.includes('statements:manage')) return null
  const drafts = rows.filter(({ status }) => status === 'draft')
  const approved = rows.filter(({ status }) => status === 'approved')
  const paid = rows.filter(({ status }) => status === 'paid')

  const ask = (act: 'approve' | 'reopen' | 'unpay', some: readonly Acted[], run: () => Promise<unknown>) =>
    setQuestion({
      title: t(`${act}.title`, { count: some.length }),
      sentence: t(`${act}.sentence`, { count: some.length, totals: sumsOf(some) }),
      act: t(`${act}.button`),
      acting: t(`${act}.submitting`),
      run: async () => {
        try {
          await run()
          onDone?.()
        } finally {
          await refresh()
        }
      },
    })
  return (
    <>
      {drafts.length > 0 && (
        <Button
          variant={onDone ? 'secondary' : 'primary'}
          onClick={() =>
            ask('approve', drafts, () =>
              call(approveStatements, { body: { data: drafts.map(({ id, total }) => ({ id, total })) } }),
            )
          }
        >
          <Check aria-hidden />
          {t('approve.button')}
        </Button>
      )}
      {approved.length > 0 && (
        <>
          <Button
            variant={onDone ? 'secondary' : 'primary'}
            onClick={() => {
              setPaying(approved)
              setPayingOpen(true)
            }}
          >
            <Wallet aria-hidden />
            {t('pay.button')}
          </Button>
          <Button
            onClick={() =>
              ask('reopen', approved, () => call(reopenStatements, { body: { data: approved.map(({ id }) => id) } }))
            }
          >
            <RotateCcw className="text-muted" aria-hidden />
            {t('reopen.button')}
          </Button>
        </>
      )}
      {paid.length > 0 && (
        <Button
          onClick={() => ask('unpay', paid, () => call(unpayStatements, { body: { data: paid.map(({ id }) => id) } }))}
        >
          <Undo2 className="text-muted" aria-hidden />
          {t('unpay.button')}
        </Button>
      )}
      <Confirm question={question} onClose={() => setQuestion(null)} />
      <Modal
        open={isPayingOpen}
        onOpenChange={(open) => !open && leavePage(() => setPayingOpen(false))}
        title={t('pay.title', { count: paying.length })}
        description={t('pay.sentence', { count: paying.length, totals: sumsOf(paying) })}
      >
        <PaymentForm
          rows={paying}
          onCancel={() => setPayingOpen(false)}
          onDone={() => {
            setPayingOpen(false)
            onDone?.()
          }}
        />
      </Modal>
    </>
  )
}
