'use client'

import { useState } from 'react'
import { linkAnswer } from '@/lib/api/app/account-shapes'
import { send } from '../api'
import { problemFrom } from '../problem'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

/** Opening the link has not used it up (mail programs open links too): pressing the button does. */
export function ConfirmAddress({ token }: { token: string }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [confirmed, setConfirmed] = useState<string | null>(null)

  async function confirm() {
    setBusy(true)
    setProblem(null)
    try {
      setConfirmed((await send(linkAnswer, 'POST', '/api/app/email-change/confirm', { token })).email)
    } catch (error) {
      const { message, details } = problemFrom(error)
      setProblem(details[0] ? `This ${details[0].message}.` : message)
      setBusy(false)
    }
  }
  if (confirmed !== null) {
    return (
      <div className="space-y-4">
        <output className="block">
          Done: you sign in with <strong className="font-medium wrap-anywhere">{confirmed}</strong> from now on.
        </output>
        <Button asChild variant="primary" className="w-full">
          {/* A whole page load, so that the new address shows everywhere. */}
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
          <a href="/overview">Go on</a>
        </Button>
      </div>
    )
  }
  return (
    <div className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Button variant="primary" busy={busy} className="w-full" onClick={() => void confirm()}>
        {busy ? 'Confirming…' : 'Confirm this address'}
      </Button>
    </div>
  )
}
