'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { problemFrom } from '@/components/api/problem'
import { Button } from './button'
import { Notice } from './notice'
import { Modal } from './overlay'

/** A confirmation: what to ask, and what to do once the user agrees. */
export type Confirmation = {
  title: string
  /** What will happen and what won’t, and whether it can be undone. */
  sentence: ReactNode
  /** The button’s text before and while `run` is running. */
  act: string
  acting: string
  /** The other button’s text; “Cancel” by default. */
  keep?: string
  isDanger?: boolean
  run: () => Promise<void>
}

/** Asks before running `question.run`. Closes when that succeeds; otherwise stays open and says why. */
export function Confirm({ question, onClose }: { question: Confirmation | null; onClose: () => void }) {
  const t = useTranslations('common')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // Keeps the text while the dialog closes.
  const [last, setLast] = useState(question)
  if (question !== null && question !== last) setLast(question)

  function close() {
    setProblem(null)
    onClose()
  }
  async function run() {
    if (!question) return
    setBusy(true)
    setProblem(null)
    try {
      await question.run()
      close()
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      closable={false}
      open={question !== null}
      onOpenChange={(open) => !open && !busy && close()}
      title={last?.title ?? ''}
      description={last?.sentence}
    >
      {problem !== null && (
        <Notice kind="error" className="mb-4">
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{last?.keep ?? t('cancel')}</Button>
        <Button variant={last?.isDanger ? 'danger' : 'primary'} busy={busy} onClick={() => void run()}>
          {busy ? last?.acting : last?.act}
        </Button>
      </div>
    </Modal>
  )
}
