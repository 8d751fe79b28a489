'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { apiKeysAnswer, type ApiKeySummary } from '@/lib/reports/shapes'
import { ProblemView, StaleNotice } from '../problem-view'
import { PageFrame } from '../shell/page-frame'
import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { Card } from '../ui/small'
import { useAnswer, type First } from '../use-answer'
import { KeyTable } from './key-table'
import { MakeKey } from './make-key'
import { RevokeKey } from './revoke-key'
import { RotateKey } from './rotate-key'
import { TryIt } from './try-it'

export const keysPath = '/api/app/api-keys'

/** Keys of one's own: make, recognise, rotate, revoke. */
export function ApiKeys({ first, origin }: { first: First<z.infer<typeof apiKeysAnswer>>; origin: string }) {
  const { data, problem, stale, retry } = useAnswer({ path: keysPath, question: '', shape: apiKeysAnswer, first })
  const client = useQueryClient()
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKeySummary | null>(null)
  const [rotating, setRotating] = useState<ApiKeySummary | null>(null)
  const grantable = data?.grantable ?? []
  const reload = () => client.invalidateQueries({ queryKey: [keysPath] })
  return (
    <PageFrame
      title="API keys"
      sentence="For programs that work for you. A key sees and does what you choose, and never more than you may."
      actions={
        <Button variant="primary" onClick={() => setMaking(true)}>
          <Plus aria-hidden />
          Make an API key
        </Button>
      }
    >
      <StaleNotice problem={stale} retry={retry} />
      <Card aria-label="Your API keys">
        {problem ? (
          <ProblemView problem={problem} retry={retry} />
        ) : data?.apiKeys.length === 0 ? (
          <Blank title="No API keys yet">Make one to read your clicks from a program, a spreadsheet or an AI agent.</Blank>
        ) : (
          <KeyTable keys={data?.apiKeys} grantable={grantable} onRotate={setRotating} onRevoke={setRevoking} />
        )}
      </Card>
      <TryIt origin={origin} />
      <MakeKey open={making} grantable={grantable} onOpenChange={setMaking} onMade={reload} />
      <RotateKey apiKey={rotating} onClose={() => setRotating(null)} onRotated={reload} />
      <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} onRevoked={reload} />
    </PageFrame>
  )
}
