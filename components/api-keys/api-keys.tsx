'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { listApiKeys, type ApiKeysAnswer, type ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { Card } from '@/components/ui/small'
import { useAnswer, type First } from '@/components/api/use-answer'
import { EditKey } from './edit-key'
import { KeyTable } from './key-table'
import { MakeKey } from './make-key'
import { RevokeKey } from './revoke-key'
import { RotateKey } from './rotate-key'
import { TryIt } from './try-it'

/** Your own API keys: create, edit, rotate and revoke them. */
export function ApiKeys({ first, origin }: { first: First<ApiKeysAnswer>; origin: string }) {
  const { data, problem, stale, retry } = useAnswer({ contract: listApiKeys, first })
  const t = useTranslations('apiKeys')
  const client = useQueryClient()
  const [making, setMaking] = useState(false)
  const [editing, setEditing] = useState<ApiKeySummary | null>(null)
  const [revoking, setRevoking] = useState<ApiKeySummary | null>(null)
  const [rotating, setRotating] = useState<ApiKeySummary | null>(null)
  const grantable = data?.grantable ?? []
  const reload = () => client.invalidateQueries({ queryKey: [listApiKeys.id] })
  return (
    <PageFrame
      title={t('title')}
      sentence={t('sentence')}
      actions={
        <Button variant="primary" onClick={() => setMaking(true)}>
          <Plus aria-hidden />
          {t('create')}
        </Button>
      }
    >
      <StaleNotice problem={stale} retry={retry} />
      <Card aria-label={t('listLabel')}>
        {problem ? (
          <ProblemView problem={problem} retry={retry} />
        ) : data?.apiKeys.length === 0 ? (
          <Blank title={t('empty.title')}>{t('empty.sentence')}</Blank>
        ) : (
          <KeyTable
            keys={data?.apiKeys}
            grantable={grantable}
            onEdit={setEditing}
            onRotate={setRotating}
            onRevoke={setRevoking}
          />
        )}
      </Card>
      <TryIt origin={origin} />
      <MakeKey open={making} grantable={grantable} onOpenChange={setMaking} onMade={reload} />
      <EditKey apiKey={editing} onClose={() => setEditing(null)} onSaved={reload} />
      <RotateKey apiKey={rotating} onClose={() => setRotating(null)} onRotated={reload} />
      <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} onRevoked={reload} />
    </PageFrame>
  )
}
