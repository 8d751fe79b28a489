'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { CodeForm } from './code-form'
import { sentenceOf, signInWith } from './outcome'

/** Opening the link doesn't use it up, since mail scanners open links too. Pressing the button does. */
export function FollowLink({ token, needsCode }: { token: string; needsCode: boolean }) {
  const t = useTranslations('signIn')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (needsCode) return <CodeForm attempt={(code) => signInWith('link', { token, code })} next="/overview" />

  async function follow() {
    setBusy(true)
    const outcome = await signInWith('link', { token })
    if (outcome.kind === 'in') {
      window.location.assign('/overview')
      return
    }
    setBusy(false)
    setProblem(sentenceOf(t, outcome.kind === 'problem' ? outcome.error : 'SecondFactorNeeded'))
  }
  return (
    <div className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Button variant="primary" busy={busy} className="w-full" onClick={() => void follow()}>
        {busy ? t('form.submitting') : t('form.submit')}
      </Button>
    </div>
  )
}
