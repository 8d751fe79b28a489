'use client'

import { useTranslations } from 'next-intl'
import { useId, useState, type DragEvent } from 'react'
import { pathOf } from '@/lib/api/contract'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/notice'
import { importKinds, type Importing } from './kinds'
import type { Chosen } from './preview'

const MAX_BYTES = 5_000_000

/** Takes a CSV file, dropped or picked. */
export function ChooseFile({ importing, onChoose }: { importing: Importing; onChoose: (chosen: Chosen) => void }) {
  const t = useTranslations('imports.choose')
  const id = useId()
  const [isOver, setIsOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const template = pathOf(importKinds[importing.kind].template, importing.params)

  async function take(file: File | undefined) {
    if (!file) return
    if (file.size > MAX_BYTES) setTooLarge(file.name)
    else onChoose({ name: file.name, text: await file.text(), at: performance.now() })
  }
  const over = (isIt: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setIsOver(isIt)
  }
  return (
    <div className="space-y-4">
      {tooLarge !== null && <Notice kind="error">{t('tooLarge', { name: tooLarge })}</Notice>}
      <div
        onDragOver={over(true)}
        onDragLeave={over(false)}
        onDrop={(event) => {
          over(false)(event)
          void take(event.dataTransfer.files[0])
        }}
        className={cn(
          'flex flex-col items-center gap-3 rounded-card border border-dashed border-border-control p-6 text-center',
          isOver && 'border-accent bg-surface-sunken',
        )}
      >
        <p className="text-muted">{t('drop')}</p>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          aria-label={t('file')}
          className="peer sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button asChild className="peer-focus-visible:outline-2 peer-focus-visible:outline-accent">
          <label htmlFor={id}>{t('button')}</label>
        </Button>
      </div>
      <p className="text-sm text-muted">{t('hint')}</p>
      <p>
        <a href={template} download className="text-accent underline">
          {t('template')}
        </a>
      </p>
    </div>
  )
}
