'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { readPostbackSecret, replacePostbackSecret } from '@/lib/api/v2/postbacks.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

/** The secret that signs a postback's requests. It's only asked for when someone wants to see it. */
export function Secret({ id }: { id: string }) {
  const t = useTranslations('postbacks.secret')
  const [shown, setShown] = useState<{ secret: string | null } | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState<Confirmation | null>(null)
  const params = { postbackID: id }

  async function show() {
    setBusy(true)
    setProblem(null)
    try {
      setShown((await call(readPostbackSecret, { params })).data)
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  const ask = () =>
    setAsking({
      title: t('question'),
      sentence: t('consequence'),
      act: t('replace'),
      acting: t('replacing'),
      isDanger: true,
      run: async () => setShown((await call(replacePostbackSecret, { params, body: undefined })).data),
    })
  const secret = shown?.secret
  return (
    <section aria-labelledby={`secret-${id}`} className="space-y-3 border-t pt-4">
      <div>
        <h3 id={`secret-${id}`} className="font-medium">
          {t('title')}
        </h3>
        <p className="text-sm text-muted">{t('sentence')}</p>
      </div>
      {problem !== null && <Notice kind="error">{problem}</Notice>}
      {secret === null && <Notice kind="warning">{t('unreadable')}</Notice>}
      {secret && (
        <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{secret}</code>
          <CopyButton label={t('copy')} text={() => secret} />
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        {shown === null && (
          <Button busy={busy} onClick={() => void show()}>
            {t('show')}
          </Button>
        )}
        <Button onClick={ask}>{t('replace')}</Button>
      </div>
      <Confirm question={asking} onClose={() => setAsking(null)} />
    </section>
  )
}
