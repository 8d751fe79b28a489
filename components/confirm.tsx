'use client'

import { useState, type ReactNode } from 'react'
import { problemFrom } from './problem'
import { Button } from './ui/button'
import { Notice } from './ui/notice'
import { Modal } from './ui/overlay'

/** What is asked before an act, and the act. */
export type Question = {
  title: string
  /** What will happen, and whether it can be undone. */
  sentence: ReactNode
  /** What the button says: the act, and the act while it is under way. */
  act: string
  acting: string
  /** What the other button says. */
  keep?: string
  isDanger?: boolean
  run: () => Promise<void>
}

/** Asks once, and says what will happen; closes when the act is done, and says why when it is not. */
export function Confirm({ question, onClose }: { question: Question | null; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // While it closes, it still says what it said.
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
    <Modal closable={false} open={question !== null} onOpenChange={(open) => !open && !busy && close()} title={last?.title ?? ''} description={last?.sentence}>
      {problem !== null && (
        <Notice kind="error" className="mb-4">
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{last?.keep ?? 'Cancel'}</Button>
        <Button variant={last?.isDanger ? 'danger' : 'primary'} busy={busy} onClick={() => void run()}>
          {busy ? last?.acting : last?.act}
        </Button>
      </div>
    </Modal>
  )
}
