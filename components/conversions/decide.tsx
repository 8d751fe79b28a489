'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ConversionSummary } from '@/lib/api/app/conversions/schema'
import { updateConversions } from '@/lib/api/v2/conversions.contract'
import { call } from '@/components/api/call'
import { ProblemError } from '@/components/api/problem'
import { CountedArea } from '@/components/catalog/counted-area'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Modal } from '@/components/ui/overlay'
import { canChange, canDecide } from './can-change'
import { decisionIcons, decisionKeys, statusAfter, type DecisionKey } from './decisions'
import { conversionDecisionForm } from './forms'
import { useRefresh } from './use-refresh'

type Decided = Pick<ConversionSummary, 'id' | 'hash' | 'time' | 'status' | 'publisher' | 'advertiser'>

function DecisionForm({
  decision,
  rows,
  onDone,
  onCancel,
}: {
  decision: DecisionKey
  rows: readonly Decided[]
  onDone: () => Promise<void> | void
  onCancel: () => void
}) {
  const t = useTranslations('conversions.decide')
  const { refresh } = useRefresh()
  const form = useForm({
    form: conversionDecisionForm,
    initial: {
      status: statusAfter[decision],
      rejection_reason: '',
      updates: rows.map(({ id, time, hash }) => ({ tx_id: id, conversion_time: time, hash })),
    },
    async act(body) {
      const { results } = await call(updateConversions, { body })
      await refresh()
      const unchanged = results.filter(({ updated }) => !updated)
      const [first] = unchanged
      if (!first) return onDone()
      const message = t('unchanged', { count: unchanged.length, reason: first.reason })
      throw new ProblemError({ status: 409, code: 'conflict', message, details: [], requestId: null })
    },
  })
  return (
    <DialogForm
      form={form}
      words={{ submit: t(`${decision}.button`), submitting: t(`${decision}.submitting`) }}
      onCancel={onCancel}
    >
      {decision === 'reject' && (
        <CountedArea
          field={form.field('rejection_reason')}
          input={form.input('rejection_reason')}
          value={form.value('rejection_reason')}
          most={255}
          rows={2}
          label={t('reason')}
          help={t('reasonHelp')}
        />
      )}
    </DialogForm>
  )
}

/** Buttons to approve and reject conversions. Each asks first. Those that have the status already stay as they are. */
export function DecisionButtons({
  rows,
  onDone,
}: {
  rows: readonly Decided[]
  /** Runs once it's decided, after everything that shows it is asked for again. */
  onDone?: () => void
}) {
  const t = useTranslations('conversions.decide')
  const viewer = useViewer()
  const [open, setOpen] = useState(false)
  // Stays while the dialog closes.
  const [asked, setAsked] = useState<{ key: DecisionKey; rows: readonly Decided[] }>({ key: 'approve', rows: [] })
  if (!canDecide(viewer)) return null
  if (rows.some((row) => !canChange(viewer, row)))
    return <p className="text-muted">{t('notYours', { count: rows.length })}</p>
  const count = asked.rows.length
  return (
    <>
      {decisionKeys.map((key) => {
        const changed = rows.filter(({ status }) => status !== statusAfter[key])
        const Icon = decisionIcons[key]
        return (
          changed.length > 0 && (
            <Button
              key={key}
              onClick={() => {
                setAsked({ key, rows: changed })
                setOpen(true)
              }}
            >
              <Icon className="text-muted" aria-hidden />
              {t(`${key}.button`)}
            </Button>
          )
        )
      })}
      <Modal
        open={open}
        onOpenChange={(next) => !next && leavePage(() => setOpen(false))}
        title={t(`${asked.key}.title`, { count })}
        description={t(`${asked.key}.sentence`, { count })}
      >
        <DecisionForm
          decision={asked.key}
          rows={asked.rows}
          onCancel={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onDone?.()
          }}
        />
      </Modal>
    </>
  )
}
