'use client'

import { useState } from 'react'
import { z } from 'zod'
import type { ApiKeySummary } from '@/lib/reports/shapes'
import { send } from '../api'
import { problemFrom, type Problem } from '../problem'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'

/** Asks once, and says what will happen. */
export function RevokeKey({ apiKey, onClose, onRevoked }: { apiKey: ApiKeySummary | null; onClose: () => void; onRevoked: () => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  function close() {
    setProblem(null)
    onClose()
  }
  async function revoke(id: string) {
    setBusy(true)
    setProblem(null)
    try {
      await send(z.undefined(), 'DELETE', `/api/app/api-keys/${id}`)
      await onRevoked()
      close()
    } catch (error) {
      setProblem(problemFrom(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={apiKey !== null}
      onOpenChange={(open) => !open && close()}
      title={`Revoke “${apiKey?.name ?? ''}”?`}
      description="Every program that uses this key is refused from now on. This cannot be undone."
    >
      {problem && (
        <Notice kind="error" className="mb-4">
          {problem.message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Keep it</Button>
        <Button variant="danger" busy={busy} onClick={() => apiKey && void revoke(apiKey.id)}>
          {busy ? 'Revoking…' : 'Revoke the key'}
        </Button>
      </div>
    </Modal>
  )
}
