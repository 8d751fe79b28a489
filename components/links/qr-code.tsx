'use client'

import { Download, QrCode } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { download } from '@/components/ui/download'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { pathOf, pngFile, qrOf, svgFile } from './qr'

/** A button that shows the link as a QR code to save. */
export function QrButton({ link, file, disabled }: { link: string; file: string; disabled: boolean }) {
  const t = useTranslations('links.qr')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={disabled} aria-haspopup="dialog">
        <QrCode className="text-muted" aria-hidden />
        {t('open')}
      </Button>
      <Modal title={t('title')} description={t('sentence')} open={open} onOpenChange={setOpen}>
        <Code link={link} file={file} />
      </Modal>
    </>
  )
}

function Code({ link, file }: { link: string; file: string }) {
  const t = useTranslations('links.qr')
  const [failed, setFailed] = useState(false)
  const code = qrOf(link)
  if (!code) return <Notice kind="warning">{t('tooLong')}</Notice>

  async function savePng(png: Promise<Blob | null>) {
    const image = await png
    setFailed(image === null)
    if (image) download(`${file}.png`, image)
  }
  return (
    <div className="space-y-4">
      {/* Black on white in both themes: many scanners can't read the inverse. */}
      <svg
        role="img"
        aria-label={t('picture')}
        viewBox={`0 0 ${code.size} ${code.size}`}
        shapeRendering="crispEdges"
        className="mx-auto block w-full max-w-64 rounded-control border"
      >
        <path fill="#fff" d={`M0,0h${code.size}v${code.size}h-${code.size}z`} />
        <path fill="#000" d={pathOf(code)} />
      </svg>
      {failed && <Notice kind="error">{t('failed')}</Notice>}
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={() => void savePng(pngFile(code))}>
          <Download className="text-muted" aria-hidden />
          {t('png')}
        </Button>
        <Button onClick={() => download(`${file}.svg`, svgFile(code))}>
          <Download className="text-muted" aria-hidden />
          {t('svg')}
        </Button>
      </div>
    </div>
  )
}
