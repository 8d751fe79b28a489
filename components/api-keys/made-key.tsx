'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

/** A new key. It's shown only once. */
export function MadeKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  const t = useTranslations('apiKeys.created')
  return (
    <div className="space-y-4">
      <Notice kind="warning">{t('warning')}</Notice>
      <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{apiKey}</code>
        <CopyButton variant="secondary" label={t('copyLabel')} text={() => apiKey}>
          {t('copy')}
        </CopyButton>
      </div>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
