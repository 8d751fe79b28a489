'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { testPostback, type PostbackTest } from '@/lib/api/v2/postbacks.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { Fact, Facts } from '@/components/clicks/facts'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** Sends a postback with sample values, and shows what the target answered. */
export function TestFire({ id }: { id: string }) {
  const t = useTranslations('postbacks.test')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [answer, setAnswer] = useState<PostbackTest | null>(null)

  async function send() {
    setBusy(true)
    setProblem(null)
    try {
      setAnswer((await call(testPostback, { params: { postbackID: id }, body: undefined })).data)
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section aria-labelledby={`test-${id}`} className="space-y-3 border-t pt-4">
      <div>
        <h3 id={`test-${id}`} className="font-medium">
          {t('title')}
        </h3>
        <p className="text-sm text-muted">{t('sentence')}</p>
      </div>
      <Button busy={busy} onClick={() => void send()}>
        {busy ? t('sending') : t('send')}
      </Button>
      {problem !== null && <Notice kind="error">{problem}</Notice>}
      <output className="block">
        {answer && !busy && (
          <>
            <Notice kind={answer.delivered ? 'info' : 'error'} className="mb-4">
              {answer.delivered ? t('delivered') : answer.message || t('failed')}
            </Notice>
            <Facts title={t('response')}>
              <Fact name={t('status')}>{answer.status || t('noAnswer')}</Fact>
              <Fact name={t('duration')}>{t('ms', { count: answer.duration_ms })}</Fact>
              <Fact name={t('url')} isCode>
                {`${answer.method} ${answer.url}`}
              </Fact>
              <Fact name={t('response')} isCode>
                {answer.response}
              </Fact>
            </Facts>
          </>
        )}
      </output>
    </section>
  )
}
