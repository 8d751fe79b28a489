'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { confirmEmailChange } from '@/lib/api/app/email-change.contract'
import { strong } from '@/components/account/address'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { sentenceOf } from '@/components/forms/words'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** Opening the link doesn't use it up, since mail scanners open links too. Pressing the button does. */
export function ConfirmAddress({ token, email }: { token: string; email: string }) {
  const t = useTranslations('signIn.confirmEmail')
  const rules = useTranslations('common.rules')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [confirmed, setConfirmed] = useState<string | null>(null)

  async function confirm() {
    setBusy(true)
    setProblem(null)
    try {
      setConfirmed((await call(confirmEmailChange, { body: { token } })).email)
    } catch (error) {
      const { message, details } = problemFrom(error)
      setProblem(details[0] ? sentenceOf(rules, details[0].message) : message)
      setBusy(false)
    }
  }
  if (confirmed !== null) {
    return (
      <div className="space-y-4">
        <output className="block">{t.rich('done', { email: confirmed, strong })}</output>
        <Button asChild variant="primary" className="w-full">
          {/* A full page load, so every part of the page shows the new address. */}
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
          <a href="/overview">{t('continue')}</a>
        </Button>
      </div>
    )
  }
  return (
    <div className="space-y-4">
      <p className="text-muted">{t.rich('account', { email, strong })}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Button variant="primary" busy={busy} className="w-full" onClick={() => void confirm()}>
        {busy ? t('submitting') : t('submit')}
      </Button>
    </div>
  )
}
