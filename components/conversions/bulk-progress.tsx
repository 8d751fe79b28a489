'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import {
  cancelConversionBulkUpdate,
  getConversionBulkUpdate,
  type BulkUpdateAnswer,
} from '@/lib/api/v2/conversion-bulk-updates.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Leftovers } from './leftovers'
import { useRefresh } from './use-refresh'

/** How often to ask how far it is, in ms. */
const POLL = 1000

/** How far the approval or rejection of all that matched is, and then what came of it. */
export function BulkProgress({ id, onDismiss }: { id: string; onDismiss: () => void }) {
  const t = useTranslations('conversions.bulk')
  const { refresh } = useRefresh()
  const params = { bulkUpdateID: id }
  const { data, error, refetch } = useQuery({
    queryKey: [getConversionBulkUpdate.id, id],
    queryFn: () => call(getConversionBulkUpdate, { params }),
    refetchInterval: ({ state }) => (state.data && !isOver(state.data.data) ? POLL : false),
  })
  const found = data?.data
  const over = found !== undefined && isOver(found)
  const onOver = useEffectEvent(() => void refresh())
  useEffect(() => {
    if (over) onOver()
  }, [over])
  if (!found) {
    if (error === null)
      return (
        <Bar kind="info" actions={null}>
          <p className="font-medium">{t('starting')}</p>
          <ProgressBar className="max-w-md" label={t('label')} />
          <p className="text-sm text-muted">{t('leave')}</p>
        </Bar>
      )
    return (
      <Bar actions={<Button onClick={onDismiss}>{t('dismiss')}</Button>} kind="error">
        <p>{problemFrom(error).message}</p>
      </Bar>
    )
  }
  const { state, status, total, done, results, problem } = found
  if (!over)
    return (
      <Bar kind="info" actions={<Cancel id={id} onDone={() => void refetch()} />}>
        <p className="font-medium tabular-nums">{t('running', { status, done, total })}</p>
        <ProgressBar className="max-w-md" label={t('label')} done={done} total={total} />
        <p className="text-sm text-muted">{error ? problemFrom(error).message : t('leave')}</p>
      </Bar>
    )
  return (
    <Bar kind={state === 'failed' ? 'error' : 'info'} actions={<Button onClick={onDismiss}>{t('dismiss')}</Button>}>
      <output className="block font-medium tabular-nums">
        {t(`ended.${state === 'failed' || state === 'canceled' ? state : 'done'}`, { status, count: results.changed })}
      </output>
      {problem !== '' && <p>{problem}</p>}
      <Leftovers status={status} results={results} />
    </Bar>
  )
}

const isOver = ({ state }: BulkUpdateAnswer) => state !== 'running' && state !== 'waiting'

function Bar({ kind, actions, children }: { kind: 'info' | 'error'; actions: ReactNode; children: ReactNode }) {
  return (
    <Notice kind={kind}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-56 space-y-1">{children}</div>
        {actions}
      </div>
    </Notice>
  )
}

function Cancel({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useTranslations('conversions.bulk')
  const [busy, setBusy] = useState(false)
  async function cancel() {
    setBusy(true)
    // If it's over already, what's asked for next says so.
    await call(cancelConversionBulkUpdate, { params: { bulkUpdateID: id } }).catch(() => {})
    setBusy(false)
    onDone()
  }
  return (
    <Button busy={busy} onClick={() => void cancel()}>
      {t('cancel')}
    </Button>
  )
}
