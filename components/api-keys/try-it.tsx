'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Card } from '@/components/ui/small'

const docs = (text: ReactNode) => (
  // oxlint-disable-next-line nextjs/no-html-link-for-pages -- not a page
  <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
    {text}
  </a>
)

/** A first request that works once a key is filled in. */
export function TryIt({ origin }: { origin: string }) {
  const t = useTranslations('apiKeys.tryIt')
  const line = `curl -H "X-Api-Key: YOUR_KEY" "${origin}/api/v1/clicks?per_page=5"`
  return (
    <Card className="space-y-3 p-4 md:p-5" aria-labelledby="try-it">
      <div className="space-y-0.5">
        <h2 id="try-it" className="font-semibold">
          {t('title')}
        </h2>
        <p className="max-w-prose text-muted">{t.rich('sentence', { docs })}</p>
      </div>
      <div className="flex items-start gap-2 rounded-control border bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-2 font-mono text-sm wrap-anywhere">{line}</code>
        <CopyButton label={t('copy')} text={() => line} />
      </div>
    </Card>
  )
}
