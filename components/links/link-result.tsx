'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LinkOptions } from '@/lib/api/app/link-options.contract'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { cn } from '@/components/ui/cn'
import { linkOf, previewOf, type LinkChoice } from './link'
import { QrButton } from './qr-code'

/** The link, and what people do with it. */
export function LinkResult({
  options,
  choice,
  isFaulty,
}: {
  options: LinkOptions
  choice: LinkChoice
  /** There's an error to fix before the link can be used. */
  isFaulty: boolean
}) {
  const t = useTranslations('links')
  const link = linkOf(options, choice)
  const file = t('qr.file', { offer: String(options.offer.number), publisher: String(options.publisher.number) })
  return (
    <div className="space-y-3">
      <output
        aria-label={t('link')}
        aria-live="off"
        className={cn(
          'block rounded-control border bg-surface-sunken px-3 py-2.5 font-mono text-sm break-all',
          isFaulty && 'text-muted',
        )}
      >
        {link}
      </output>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton variant="primary" label={t('copy')} done={t('copied')} text={() => link} disabled={isFaulty}>
          {t('copy')}
        </CopyButton>
        <QrButton link={linkOf(options, choice, { isScanned: true })} file={file} disabled={isFaulty} />
        {options.hasPreview && !isFaulty && (
          <Button asChild>
            <a href={previewOf(options, choice)} target="_blank" rel="noreferrer" title={t('testHelp')}>
              <ExternalLink className="text-muted" aria-hidden />
              {t('test')}
              <span className="sr-only">{t('opensNew')}</span>
            </a>
          </Button>
        )}
      </div>
      <p className="text-sm text-muted">{isFaulty ? t('fix') : t(options.hasPreview ? 'testHelp' : 'noTest')}</p>
    </div>
  )
}
