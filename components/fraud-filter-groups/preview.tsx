'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { previewFraudFilters, type previewAnswer } from '@/lib/api/v2/fraud-filter-groups.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { previewBody, type FilterValues } from './forms'

/** What filters would have caught. */
export type Preview = z.output<typeof previewAnswer>['data']

/** Looks back at recent clicks when asked to. What it found is about the filters as they were then, and goes once they change. */
export function usePreview(filters: readonly FilterValues[]) {
  const t = useTranslations('fraudFilterGroups.preview')
  const [found, setFound] = useState<{ about: string; preview: Preview } | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const about = JSON.stringify(filters)

  async function run() {
    const body = previewBody(filters)
    setProblem(body ? null : t(filters.length === 0 ? 'noFilters' : 'incomplete'))
    if (!body) return
    setBusy(true)
    try {
      const { data: preview } = await call(previewFraudFilters, { body })
      setFound({ about, preview })
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return {
    preview: found?.about === about ? found.preview : null,
    isOutdated: found !== null && found.about !== about,
    busy,
    problem,
    run,
  }
}

/** What one filter would have caught by itself. */
export function FilterCatch({ caught: { clicks, percent, note } }: { caught: Preview['filters'][number] }) {
  const t = useTranslations('fraudFilterGroups.preview')
  return (
    <div className="max-w-[60ch] text-sm">
      <p className="font-medium tabular-nums">
        {clicks === null || percent === null ? t('unknown') : t('caught', { clicks, share: percent / 100 })}
      </p>
      {note !== null && <p className="text-muted">{note}</p>}
    </div>
  )
}

/** What all filters together would have done to recent clicks, and the button to find out. */
export function PreviewPanel({ preview, isOutdated, busy, problem, run }: ReturnType<typeof usePreview>) {
  const t = useTranslations('fraudFilterGroups.preview')
  return (
    <section
      aria-label={t('title')}
      className="flex flex-wrap items-center justify-between gap-3 rounded-control border bg-surface-sunken p-3"
    >
      <output className="min-w-0 flex-1 basis-64">
        {problem !== null ? (
          <span className="text-negative">{problem}</span>
        ) : preview?.clicks === 0 ? (
          t('noClicks')
        ) : preview ? (
          <>
            <span className="block font-medium tabular-nums">
              {t('rejected', { share: preview.rejected.percent / 100, clicks: preview.rejected.clicks })}
            </span>
            <span className="block text-muted tabular-nums">
              {t('flagged', {
                share: preview.flagged.percent / 100,
                clicks: preview.flagged.clicks,
                all: preview.clicks,
              })}
            </span>
          </>
        ) : (
          <span className="text-muted">{isOutdated ? t('outdated') : t('sentence')}</span>
        )}
      </output>
      <Button busy={busy} onClick={() => void run()}>
        {busy ? t('running') : preview || isOutdated ? t('again') : t('run')}
      </Button>
    </section>
  )
}
