'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { withParams, withQuestion, type Params } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** Whether the URL says that new rows are shown as they come in. They come in on the first page. */
export const isLive = (params: Params): boolean => params.get('live') === 'on' && !params.has('cursor')

/** Turns live on and off. Later pages don't get new rows, so turning it on goes to the first one. */
export function LiveSwitch({ possible }: { possible: boolean }) {
  const t = useTranslations('logs.live')
  const { params, go } = useUrl()
  const isOn = possible && isLive(params)
  return (
    <Button
      aria-pressed={isOn}
      disabled={!possible}
      title={t(possible ? (isOn ? 'stop' : 'start') : 'past')}
      onClick={() => go(isOn ? withParams(params, { live: null }) : withQuestion(params, { live: 'on' }), 'replace')}
      className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
    >
      <span aria-hidden className={cn('size-2 rounded-full', isOn ? 'bg-accent' : 'border border-border-control')} />
      {t('button')}
    </Button>
  )
}

const noneNew: ReadonlySet<string> = new Set()

/** The rows that came in last, by ID, since the first answer to a question. */
export function useNewRows(question: string, rows: readonly { id: string }[] | undefined): ReadonlySet<string> {
  const [seen, setSeen] = useState({ question, rows, fresh: noneNew })
  if (rows === seen.rows && question === seen.question) return seen.fresh
  const known = new Set(seen.rows?.map(({ id }) => id))
  // Rows that move up to fill a gap aren't new.
  const firstKnown = rows?.findIndex(({ id }) => known.has(id)) ?? 0
  const came = (firstKnown < 0 ? rows : rows?.slice(0, firstKnown))?.map(({ id }) => id) ?? []
  // Marks stay until more rows come in.
  const fresh = question !== seen.question || !seen.rows ? noneNew : came.length > 0 ? new Set(came) : seen.fresh
  setSeen({ question, rows, fresh })
  return fresh
}
