'use client'

import { Download, ImageIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Card } from '@/components/ui/small'
import { destinationOf } from './destination'
import type { LinkValues } from './forms'
import { qrImage } from './qr'
import { withoutScheme } from './short-link'

/** The host of a URL, as link previews show it. */
function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return ''
  }
}

/** What the link will be: its address, QR code, what messengers show of it, and where it leads. */
export function LinkPreview({
  values,
  saved,
  address,
  isSaved,
}: {
  values: LinkValues
  /** What's saved, or what a new link starts with. */
  saved: LinkValues
  /** What the key follows, with its scheme. */
  address: string
  /** Whether the address works already. */
  isSaved: boolean
}) {
  const t = useTranslations('shortLinks.preview')
  const key = values.key.trim() === '_root' ? '' : values.key.trim()
  const link = `${address}${key}`
  const shown = `${withoutScheme(address)}${key === '' && values.key.trim() === '' ? '…' : key}`
  const destination = destinationOf(values, saved)
  const host = hostOf(destination)
  const { foreground, background } = values.qr
  const isReadable = foreground.toLowerCase() !== background.toLowerCase()
  return (
    <Card aria-label={t('title')} className="space-y-5 p-4">
      <div className="space-y-1">
        <h2 className="text-sm font-semibold text-muted">{t('link')}</h2>
        <div className="flex items-start justify-between gap-2">
          <output
            aria-live="off"
            aria-label={t('link')}
            className="min-w-0 py-1 font-mono text-base font-medium break-all"
          >
            {shown}
          </output>
          {isSaved && <CopyButton label={t('copy')} text={() => link} className="-mt-0.5 text-muted" />}
        </div>
        <p className="text-sm break-all text-muted">
          {destination === '' ? t(values.offerId === '' ? 'nowhere' : 'toOffer') : t('to', { url: destination })}
        </p>
      </div>
      <div className="space-y-2 border-t pt-4">
        <h2 className="text-sm font-semibold text-muted">{t('qr')}</h2>
        {isReadable && values.key.trim() !== '' ? (
          <>
            {/* The server draws it as it's asked for. There's no file for next/image to optimize. */}
            {/* oxlint-disable-next-line nextjs/no-img-element */}
            <img
              src={qrImage(link, values.qr, 'svg', isSaved)}
              alt={t('qrPicture')}
              width={160}
              height={160}
              className="rounded-control border"
            />
            {isSaved && (
              <div className="flex flex-wrap gap-2">
                {(['png', 'svg'] as const).map((format) => (
                  <Button key={format} asChild>
                    <a
                      href={qrImage(link, values.qr, format, true)}
                      download={`${values.key.replaceAll('/', '-')}.${format}`}
                    >
                      <Download className="text-muted" aria-hidden />
                      {t(format)}
                    </a>
                  </Button>
                ))}
              </div>
            )}
          </>
        ) : (
          <p className="text-muted">{t(isReadable ? 'qrLater' : 'qrColors')}</p>
        )}
      </div>
      <div className="space-y-2 border-t pt-4">
        <h2 className="text-sm font-semibold text-muted">{t('card')}</h2>
        {values.proxy ? (
          <div className="overflow-hidden rounded-card border">
            <div className="flex aspect-[1.91/1] items-center justify-center bg-surface-sunken text-muted">
              <span className="flex max-w-full items-center gap-2 px-4 text-sm">
                <ImageIcon className="size-4 shrink-0" aria-hidden />
                <span className="truncate">{values.image === '' ? t('noImage') : withoutScheme(values.image)}</span>
              </span>
            </div>
            <div className="space-y-0.5 p-3">
              <p className="text-sm text-muted">{host || withoutScheme(address)}</p>
              <p className="font-medium break-words">{values.title || t('noTitle')}</p>
              {values.description !== '' && <p className="text-sm break-words text-muted">{values.description}</p>}
            </div>
          </div>
        ) : (
          <p className="text-muted">{t('cardOff')}</p>
        )}
      </div>
    </Card>
  )
}
