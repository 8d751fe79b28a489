'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Ban, Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import {
  applicationsResource,
  approvalsResource,
  decideApplications,
  type ApprovalAnswer,
} from '@/lib/api/v2/approvals.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { canEdit, useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Modal } from '@/components/ui/overlay'
import { decisionForm } from './forms'

export type Decided = Pick<ApprovalAnswer, 'id' | 'status' | 'publisher' | 'offer' | 'advertiser'>

/** What can be decided, and the status that results. */
const statusAfter = { approve: 'Approved', decline: 'Rejected', withdraw: 'Rejected' } as const
type DecisionKey = keyof typeof statusAfter
const icons = { approve: Check, decline: Ban, withdraw: Ban } as const

/** The decisions that would change something about all of these. */
function decisionsFor(rows: readonly Decided[]): DecisionKey[] {
  const all = (...statuses: ApprovalAnswer['status'][]) => rows.every(({ status }) => statuses.includes(status))
  return [
    ...(all('Pending', 'Rejected') ? (['approve'] as const) : []),
    ...(all('Pending') ? (['decline'] as const) : all('Approved') ? (['withdraw'] as const) : []),
  ]
}

/** Everything that shows applications, approvals, or how many are waiting. */
export function useDecisionsChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const shown = [applicationsResource, approvalsResource].flatMap(({ contracts }) => [contracts.list, contracts.read])
    await Promise.all(shown.map(({ id }) => client.invalidateQueries({ queryKey: [id] })))
  }
}

function DecisionForm({
  decision,
  rows,
  onDone,
  onCancel,
}: {
  decision: DecisionKey
  rows: readonly Decided[]
  onDone: () => Promise<void>
  onCancel: () => void
}) {
  const t = useTranslations('applications.decide')
  const form = useForm({
    form: decisionForm,
    initial: { status: statusAfter[decision], decision_note: '', data: rows.map(({ id }) => id) },
    async act(body) {
      await call(decideApplications, { body })
      await onDone()
    },
  })
  return (
    <DialogForm
      form={form}
      words={{ submit: t(`${decision}.button`), submitting: t(`${decision}.submitting`) }}
      onCancel={onCancel}
    >
      <CountedArea
        field={form.field('decision_note')}
        input={form.input('decision_note')}
        value={form.value('decision_note')}
        most={2000}
        label={t('note')}
        help={t('noteHelp', { count: rows.length })}
      />
    </DialogForm>
  )
}

/** Buttons to decide about applications and approvals. Each opens a dialog for a note. */
export function DecisionButtons({
  rows,
  onDone,
}: {
  rows: readonly Decided[]
  /** Runs once it's decided, after everything that shows it is asked for again. */
  onDone: () => Promise<void> | void
}) {
  const t = useTranslations('applications.decide')
  const { hasMail, edits } = useViewer()
  const [open, setOpen] = useState(false)
  // Stays while the dialog closes.
  const [decision, setDecision] = useState<DecisionKey>('approve')
  const changed = useDecisionsChanged()
  const [only] = rows
  const named =
    rows.length === 1 && only
      ? t(`${decision}.titleOne`, { publisher: only.publisher.name, offer: only.offer.name })
      : t(`${decision}.title`, { count: rows.length })
  const others = rows.filter(({ advertiser }) => !advertiser || !canEdit(edits.advertisers, advertiser.incremental_id))
  if (others.length > 0) return <p className="text-muted">{t('notYours', { count: rows.length })}</p>
  return (
    <>
      {decisionsFor(rows).map((key) => {
        const Icon = icons[key]
        return (
          <Button
            key={key}
            onClick={() => {
              setDecision(key)
              setOpen(true)
            }}
          >
            <Icon className="text-muted" aria-hidden />
            {t(`${key}.button`)}
          </Button>
        )
      })}
      <Modal
        open={open}
        onOpenChange={(next) => !next && leavePage(() => setOpen(false))}
        title={named}
        description={`${t(`${decision}.sentence`, { count: rows.length })} ${t(hasMail ? 'mailed' : 'mailLogged', { count: rows.length })}`}
      >
        <DecisionForm
          decision={decision}
          rows={rows}
          onCancel={() => setOpen(false)}
          onDone={async () => {
            setOpen(false)
            await changed()
            await onDone()
          }}
        />
      </Modal>
    </>
  )
}
