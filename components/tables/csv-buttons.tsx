'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { byteOrderMark } from '@/lib/csv'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { saveCsv } from '@/components/ui/download'

/** A page of rows as CSV: to the clipboard, or as a file that Excel opens correctly. */
export function CsvButtons({ name, count, csv }: { name: string; count: number; csv: () => string }) {
  const t = useTranslations('tables')
  return (
    <>
      <CopyButton
        variant="secondary"
        label={t('copy')}
        done={t('copied', { count })}
        text={csv}
        disabled={count === 0}
      />
      <Button
        shape="icon"
        aria-label={t('download')}
        title={t('download')}
        disabled={count === 0}
        onClick={() => saveCsv(name.toLowerCase().replaceAll(' ', '-'), byteOrderMark + csv())}
      >
        <Download className="text-muted" aria-hidden />
      </Button>
    </>
  )
}
