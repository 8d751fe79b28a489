'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { postbacksResource, type PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { fullTime } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'

/** Why a postback was switched off, and a button to switch it on again. Nothing for one that wasn't. */
export function SwitchedOff({
  postback,
  isEditable,
  reload,
}: {
  postback: PostbackAnswer
  isEditable: boolean
  reload: () => Promise<PostbackAnswer>
}) {
  const t = useTranslations('postbacks.off')
  const { timezone } = useViewer()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { id, switched_off_at: at, switched_off_why: why } = postback
  if (at === null) return null

  async function switchOn() {
    setBusy(true)
    setProblem(null)
    try {
      await call(postbacksResource.contracts.update, { params: { postbackID: id }, body: { active: true } })
      await reload()
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Notice kind="warning">
      <h3 className="font-medium">{t('title', { time: fullTime(at, timezone) })}</h3>
      <p>{why}</p>
      <p>{t('sentence')}</p>
      {problem !== null && <p role="alert">{problem}</p>}
      {isEditable && (
        <Button className="mt-2" busy={busy} onClick={() => void switchOn()}>
          {busy ? t('switching') : t('on')}
        </Button>
      )}
    </Notice>
  )
}
