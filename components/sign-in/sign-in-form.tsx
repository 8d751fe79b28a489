'use client'

import Link from 'next/link'
import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { z } from 'zod'
import { send } from '../api'
import { isEmail, required } from '../rules'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Notice } from '../ui/notice'
import { PasswordInput } from '../ui/password-input'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { CodeForm } from './code-form'
import { sentenceOf, signInWith } from './outcome'

export type Provider = { id: string; name: string }
type Given = { email: string; password: string }

const rules = { email: required('Enter your e-mail address'), password: required('Enter your password') } as const

function ByPassword({ next, error, onCode }: { next: string; error: string | null; onCode: (given: Given) => void }) {
  const [refused, setRefused] = useState(error)
  const { busy, problem, props, field, input } = useForm(rules, async (given) => {
    setRefused(null)
    const outcome = await signInWith('credentials', given)
    if (outcome.kind === 'in') {
      // A whole page load: everything after this is somebody else's.
      window.location.assign(next)
      return 'leaving'
    }
    if (outcome.kind === 'code') onCode(given)
    else {
      setRefused(outcome.sentence)
      document.querySelector<HTMLInputElement>('[name=password]')?.select()
    }
  })
  const said = problem ?? refused
  return (
    <form {...props} className="space-y-4">
      {said && <Notice kind="error">{said}</Notice>}
      <Field {...field('email')} label="E-mail">
        {(control) => (
          // The page has one purpose, and this is where it starts.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...input('email')} type="email" autoComplete="username" autoFocus required />
        )}
      </Field>
      <Field {...field('password')} label="Password">
        {(control) => <PasswordInput {...control} {...input('password')} autoComplete="current-password" required />}
      </Field>
      <Submit place="alone" busy={busy} doing="Signing in…">
        Sign in
      </Submit>
      <p className="text-center text-sm">
        <Link href="/forgot-password" className="hit-area text-accent hover:underline">
          Forgot your password?
        </Link>
      </p>
    </form>
  )
}

const linkRules = { email: isEmail } as const

function ByLink({ onBack }: { onBack: () => void }) {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { busy, problem, props, field, input } = useForm(linkRules, async ({ email }) => {
    await send(z.undefined(), 'POST', '/api/app/sign-in-link', { email })
    setSentTo(email)
  })
  const back = (
    <Button variant="ghost" className="w-full text-muted" onClick={onBack}>
      Back
    </Button>
  )
  if (sentTo !== null) {
    return (
      <output className="block space-y-4">
        <span className="block">
          If <strong className="font-medium wrap-anywhere">{sentTo}</strong> belongs to an account here, a link to sign in is on its way. It works once, for 15 minutes.
        </span>
        {back}
      </output>
    )
  }
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('email')} label="E-mail" help="We mail you a link that signs you in.">
        {(control) => (
          // Somebody has just asked for this step.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...input('email')} type="email" autoComplete="username" autoFocus />
        )}
      </Field>
      <Submit place="alone" busy={busy} doing="Sending…">
        Mail me a link
      </Submit>
      {back}
    </form>
  )
}

/** Every way in that this installation has; leads to `next`, a path on this site. `error` is what another site came back with. */
export function SignInForm({ next, providers, hasMail, error }: { next: string; providers: Provider[]; hasMail: boolean; error: string | null }) {
  const [step, setStep] = useState<'password' | 'link' | Given>('password')
  const toStart = () => setStep('password')
  if (step === 'link') return <ByLink onBack={toStart} />
  if (step !== 'password') return <CodeForm attempt={(code) => signInWith('credentials', { ...step, code })} next={next} onBack={toStart} />
  return (
    <div className="space-y-4">
      <ByPassword next={next} error={error === null ? null : sentenceOf(error, 'Sign in to go on.')} onCode={setStep} />
      {(providers.length > 0 || hasMail) && (
        <div className="space-y-2 border-t pt-4">
          {providers.map(({ id, name }) => (
            <Button key={id} className="w-full" onClick={() => void signIn(id, { callbackUrl: next })}>
              Continue with {name}
            </Button>
          ))}
          {hasMail && (
            <Button className="w-full" onClick={() => setStep('link')}>
              Mail me a link to sign in
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
