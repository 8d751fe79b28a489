'use client'

import { z } from 'zod'
import type { ApiKeySummary } from '@/lib/reports/shapes'
import { send } from '../api'
import { Confirm } from '../confirm'

export function RevokeKey({ apiKey, onClose, onRevoked }: { apiKey: ApiKeySummary | null; onClose: () => void; onRevoked: () => Promise<void> }) {
  const question = apiKey && {
    title: `Revoke “${apiKey.name}”?`,
    sentence: 'Every program that uses this key is refused from now on. This cannot be undone.',
    act: 'Revoke the key',
    acting: 'Revoking…',
    keep: 'Keep it',
    isDanger: true,
    run: async () => {
      await send(z.undefined(), 'DELETE', `/api/app/api-keys/${apiKey.id}`)
      await onRevoked()
    },
  }
  return <Confirm question={question} onClose={onClose} />
}
