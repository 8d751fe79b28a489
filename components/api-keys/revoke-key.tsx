'use client'

import { useTranslations } from 'next-intl'
import { revokeApiKey, type ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api/call'
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
      await call(revokeApiKey, { params: { id: apiKey.id } })
      await onRevoked()
    },
  }
  return <Confirm question={question} onClose={onClose} />
}
