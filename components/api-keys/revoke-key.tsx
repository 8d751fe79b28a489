'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import type { ApiKeySummary } from '@/lib/reports/shapes'
import { send } from '@/components/api'
import { Confirm } from '@/components/ui/confirm'

export function RevokeKey({
  apiKey,
  onClose,
  onRevoked,
}: {
  apiKey: ApiKeySummary | null
  onClose: () => void
  onRevoked: () => Promise<void>
}) {
  const t = useTranslations('apiKeys.revokeDialog')
  const question = apiKey && {
    title: t('title', { name: apiKey.name }),
    sentence: t('sentence'),
    act: t('submit'),
    acting: t('submitting'),
    keep: t('cancel'),
    isDanger: true,
    run: async () => {
      await send(z.undefined(), 'DELETE', `/api/app/api-keys/${apiKey.id}`)
      await onRevoked()
    },
  }
  return <Confirm question={question} onClose={onClose} />
}
