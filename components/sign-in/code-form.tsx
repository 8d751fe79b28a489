'use client'

import { useState } from 'react'
import { required } from '../rules'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Notice } from '../ui/notice'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import type { Outcome } from './outcome'

const rules = { code: required('Enter the code your app shows') } as const

/** The second step of signing in; leads to `next`. `onBack` is offered where there was a first. */
export function CodeForm({ attempt, next, onBack }: { attempt: (code: string) => Promise<Outcome>; next: string; onBack?: () => void }) {
  const [refused, setRefused] = useState<string | null>(null)
  const { busy, problem, props, field, input } = useForm(rules, async ({ code }) => {
    setRefused(null)
    const outcome = await attempt(code)
    if (outcome.kind === 'in') {
      // A whole page load: everything after this is somebody else's.
      window.location.assign(next)
      return 'leaving'
    }
    setRefused(outcome.kind === 'problem' ? outcome.sentence : 'Enter the code your app shows.')
    document.querySelector<HTMLInputElement>('[name=code]')?.select()
  })
  const said = problem ?? refused
  return (
    <form {...props} className="space-y-4">
      {said && <Notice kind="error">{said}</Notice>}
      <Field {...field('code')} label="Code" help="The six digits that your authenticator app shows now. Without the app, one of your recovery codes.">
        {(control) => (
          // The step has one purpose, and this is where it starts.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...input('code')} autoFocus autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} className="font-mono tracking-wider" />
        )}
      </Field>
      <Submit place="alone" busy={busy} doing="Signing in…">
        Sign in
      </Submit>
      {onBack && (
        <Button variant="ghost" className="w-full text-muted" onClick={onBack}>
          Back
        </Button>
      )}
    </form>
  )
}
