'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { listPostbackLog } from '@/lib/api/app/postback-log/list.contract'
import { readLoggedPostback } from '@/lib/api/app/postback-log/details.contract'
import type { PostbackEntry } from '@/lib/api/app/postback-log/schema'
import { retryPostback } from '@/lib/api/v2/postbacks.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { Notice } from '@/components/ui/notice'

/** Sends a request again. Asks first if it was delivered. Nothing for what wasn't sent by a trigger, and for people who can't. */
export function SendAgain({ entry: { direction, postback, callId, attempts } }: { entry: PostbackEntry }) {
  const t = useTranslations('postbackLog.again')
  const { permissions, managesPostbacks } = useViewer()
  const client = useQueryClient()
  const [state, setState] = useState<'asked' | 'sent' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [asks, setAsks] = useState(false)
  const isTest = attempts.some(({ result }) => result === 'test')
  const isDelivered = attempts.some(({ result }) => result === 'delivered')
  if (!permissions.includes('postbacks:manage') || !managesPostbacks) return null
  if (direction === 'in' || postback === null || callId === null || isTest) return null

  async function request(postbackID: string, callID: string) {
    await call(retryPostback, { params: { postbackID, callID }, body: undefined })
    setState('sent')
    await Promise.all(
      [listPostbackLog, readLoggedPostback].map(({ id }) => client.invalidateQueries({ queryKey: [id] })),
    )
  }
  async function send(postbackID: string, callID: string) {
    setState('asked')
    setProblem(null)
    try {
      await request(postbackID, callID)
    } catch (error) {
      setState(null)
      setProblem(problemFrom(error).message)
    }
  }
  return (
    <div className="space-y-2 pb-4">
      <Button
        busy={state === 'asked'}
        onClick={() => (isDelivered ? setAsks(true) : void send(String(postback.id), callId))}
      >
        {state === 'asked' ? t('sending') : t('send')}
      </Button>
      <Confirm
        question={
          asks
            ? {
                title: t('question'),
                sentence: t('sentence'),
                act: t('send'),
                acting: t('sending'),
                run: () => request(String(postback.id), callId),
              }
            : null
        }
        onClose={() => setAsks(false)}
      />
      <output className="block">{state === 'sent' && <p className="text-muted">{t('sent')}</p>}</output>
      {problem !== null && <Notice kind="error">{problem}</Notice>}
    </div>
  )
}
