'use client'

import { UserRoundCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { problemFrom } from '@/components/api/problem'
import { useViewer } from '@/components/shell/viewer'
import type { Noun } from '@/components/tables/paging'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import type { ActedOn } from './acts'
import { ReferenceField } from './reference-field'
import { managers } from './sources'

/** A button that assigns records to an admin or account manager. Only for admins, who can look them up. */
export function AssignManager({
  records,
  noun,
  assign,
  onDone,
}: {
  records: readonly Pick<ActedOn, 'id' | 'name'>[]
  noun: Noun
  /** Assigns all of them or none. */
  assign: (ids: string[], managerId: string | null) => Promise<unknown>
  onDone: (isWhole: boolean) => Promise<void> | void
}) {
  const t = useTranslations('catalog.manager')
  const common = useTranslations('common')
  const totals = useTranslations('tables.paging.total')
  const { permissions } = useViewer()
  const [only] = records
  const [open, setOpen] = useState(false)
  /** Null until something is chosen, which can be no one. */
  const [value, setValue] = useState<string | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (!permissions.includes('users:read')) return null

  function show(shown: boolean) {
    setOpen(shown)
    setValue(null)
    setMissing(false)
    setProblem(null)
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setMissing(value === null)
    if (value === null) return
    setBusy(true)
    setProblem(null)
    try {
      await assign(
        records.map(({ id }) => id),
        value === '' ? null : value,
      )
      show(false)
      await onDone(true)
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button onClick={() => show(true)}>
        <UserRoundCheck className="text-muted" aria-hidden />
        {t('assign')}
      </Button>
      <Modal
        open={open}
        onOpenChange={(shown) => !busy && show(shown)}
        title={t('assignTitle', {
          things: records.length === 1 && only ? only.name : totals(noun, { count: records.length }),
        })}
        description={t('assignSentence')}
      >
        <form method="post" noValidate className="space-y-4" onSubmit={(event) => void submit(event)}>
          {problem !== null && <Notice kind="error">{problem}</Notice>}
          <ReferenceField
            field={{
              name: 'manager_id',
              id: 'assign-manager',
              error: isMissing && value === null ? t('missing') : undefined,
            }}
            label={t('label')}
            source={managers}
            value={value ?? 'none yet'}
            onChange={setValue}
            known={null}
            none={t('unassigned')}
            search={t('search')}
          />
          <Submit
            place="dialog"
            busy={busy}
            doing={t('assigning')}
            before={<Button onClick={() => show(false)}>{common('cancel')}</Button>}
          >
            {t('assign')}
          </Submit>
        </form>
      </Modal>
    </>
  )
}
