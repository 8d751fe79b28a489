'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { importKinds, type Importing } from './kinds'
import { RowErrors } from './row-errors'

const POLL = 500

/** How far an import is, and then what came of it. */
export function Progress({
  importing: { kind, params },
  id,
  onDone,
  onClose,
  onAgain,
}: {
  importing: Importing
  id: string
  onDone: () => void
  onClose: () => void
  onAgain: () => void
}) {
  const t = useTranslations('imports')
  const { progress } = importKinds[kind]
  const { data, error } = useQuery({
    queryKey: [progress.id, id],
    queryFn: () => call(progress, { params: { ...params, importID: id } }),
    refetchInterval: ({ state }) => (state.data && state.data.data.status !== 'running' ? false : POLL),
  })
  const status = data?.data.status
  // The list is asked again as soon as it's over, whether the dialog is still open or not.
  // oxlint-disable-next-line react/exhaustive-deps -- only when the status changes
  useEffect(() => void (status === 'done' && onDone()), [status])

  const found = data?.data
  const { total = 0, done = 0 } = found ?? {}
  return (
    <div className="space-y-4">
      {error !== null && <Notice kind="error">{problemFrom(error).message}</Notice>}
      {status === 'failed' && <RowErrors errors={found?.errors ?? []} />}
      {status === 'interrupted' && <Notice kind="error">{t('interrupted')}</Notice>}
      {found && status === 'done' && (
        <output className="block">
          {t('done.sentence', { created: found.created, updated: found.updated, unchanged: found.unchanged })}
        </output>
      )}
      {(status === undefined || status === 'running') && error === null && (
        <div className="space-y-2">
          <ProgressBar label={t('running.label')} done={done} total={total} />
          <p className="tabular-nums">{t('running.progress', { done, total })}</p>
          <p className="text-sm text-muted">{t('running.sentence')}</p>
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {(status === 'failed' || status === 'interrupted') && <Button onClick={onAgain}>{t('ready.another')}</Button>}
        {status === 'done' && (
          <Button variant="primary" onClick={onClose}>
            {t('done.close')}
          </Button>
        )}
      </div>
    </div>
  )
}
