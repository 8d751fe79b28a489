'use client'

import { useState } from 'react'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { CodeForm } from './code-form'
import { signInWith } from './outcome'

/** Opening the link has not used it up (mail programs open links too): pressing the button does. */
export function FollowLink({ token, needsCode }: { token: string; needsCode: boolean }) {
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
    setProblem(outcome.kind === 'problem' ? outcome.sentence : 'A second factor was switched on meanwhile. Reload this page.')
  }
  return (
    <div className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Button variant="primary" busy={busy} className="w-full" onClick={() => void follow()}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </div>
  )
}
