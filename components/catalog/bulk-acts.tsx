'use client'

import { Archive, ArchiveRestore, CirclePause, CirclePlay, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { AssignManager } from './assign-manager'
import { actsFor, type ActedOn, type ActKey, type RecordActs } from './acts'

export const actIcons: Readonly<Record<ActKey, LucideIcon>> = {
  activate: CirclePlay,
  deactivate: CirclePause,
  archive: Archive,
  restore: ArchiveRestore,
}

/** Buttons for what can be done to these records. Each asks first, and says what was refused. */
export function ActButtons({
  acts,
  records,
  onDone,
}: {
  acts: RecordActs
  records: readonly ActedOn[]
  /** Runs after an action, also after one that failed in part. */
  onDone: (isWhole: boolean) => Promise<void> | void
}) {
  const t = useTranslations('catalog.acts')
  const totals = useTranslations('tables.paging.total')
  const [question, setQuestion] = useState<Confirmation | null>(null)
  return (
    <>
      {actsFor(acts, records, t, totals).map((act) => {
        const Icon = actIcons[act.key]
        return (
          <Button key={act.key} onClick={() => setQuestion(act.question)}>
            <Icon className="text-muted" aria-hidden />
            {act.name}
          </Button>
        )
      })}
      {acts.assign && <AssignManager records={records} noun={acts.noun} assign={acts.assign} onDone={onDone} />}
      <Confirm
        question={
          question && {
            ...question,
            run: async () => {
              let isWhole = false
              try {
                await question.run()
                isWhole = true
              } finally {
                await onDone(isWhole)
              }
            },
          }
        }
        onClose={() => setQuestion(null)}
      />
    </>
  )
}
