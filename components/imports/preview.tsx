'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { importKinds, type Importing } from './kinds'
import { RowErrors } from './row-errors'

/** A file, and when it was chosen: it may have changed since the last time. */
export type Chosen = { name: string; text: string; at: number }

/** What a file would change, or what's wrong with it. */
export function Preview({
  importing: { kind, params },
  chosen: { name, text, at },
  onAgain,
  onStart,
}: {
  importing: Importing
  chosen: Chosen
  onAgain: () => void
  onStart: (id: string) => void
}) {
  const t = useTranslations('imports')
  const { preview, start } = importKinds[kind]
  const [isStarting, setIsStarting] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const body = { file: text }
  const { data, error } = useQuery({
    queryKey: [preview.id, params, at],
    queryFn: () => call(preview, { params, body }),
    // What's stored may have changed since.
    gcTime: 0,
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })

  async function run() {
    setIsStarting(true)
    try {
      onStart((await call(start, { params, body })).created_item_id)
    } catch (problem) {
      setRefused(problemFrom(problem).message)
      setIsStarting(false)
    }
  }
  const message = refused ?? (error && problemFrom(error).message)
  const counts = data?.data
  const changes = counts ? counts.created + counts.updated : 0
  const isRight = counts?.error_count === 0 && changes > 0
  return (
    <div className="space-y-4">
      {message !== null ? (
        <Notice kind="error">{message}</Notice>
      ) : !counts ? (
        <output className="block">{t('checking', { name })}</output>
      ) : counts.error_count > 0 ? (
        <RowErrors errors={counts.errors} count={counts.error_count} />
      ) : (
        <output className="block">
          {changes === 0
            ? t('ready.nothing')
            : t('ready.counts', { created: counts.created, updated: counts.updated, unchanged: counts.unchanged })}
        </output>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onAgain} disabled={isStarting}>
          {t('ready.another')}
        </Button>
        {isRight && message === null && (
          <Button variant="primary" busy={isStarting} onClick={() => void run()}>
            {t('ready.import', { count: changes })}
          </Button>
        )}
      </div>
    </div>
  )
}
