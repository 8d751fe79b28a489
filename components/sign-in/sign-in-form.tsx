'use client'

import Link from 'next/link'
import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { strong } from '@/components/account/address'
import { requestSignInLink } from '@/lib/api/app/sign-in-link.contract'
import { call } from '@/components/api/call'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { CodeForm } from './code-form'
import { signInForm, signInLinkForm } from './forms'
import { sentenceOf, signInWith } from './outcome'

export type Provider = { id: string; name: string }
type Given = { email: string; password: string }

function ByPassword({ next, error, onCode }: { next: string; error: string | null; onCode: (given: Given) => void }) {
  const t = useTranslations('signIn')
  const [refused, setRefused] = useState(error)
  const form = useForm({
    form: signInForm,
    empty: { email: t('form.emailRequired'), password: t('form.passwordRequired') },
    async act(given) {
      setRefused(null)
      const outcome = await signInWith('credentials', given)
      if (outcome.kind === 'in') {
        // A full page load, so nothing is left from the previous user.
        window.location.assign(next)
        return 'leaving'
      }
      if (outcome.kind === 'code') onCode(given)
      else {
        setRefused(sentenceOf(t, outcome.error))
        document.querySelector<HTMLInputElement>('[name=password]')?.select()
      }
    },
  })
  return (
    <Form form={{ ...form, problem: form.problem ?? refused }}>
      <Field {...form.field('email')} label={t('form.email')}>
        {(control) => (
          // Signing in is all this page is for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...form.input('email')} type="email" autoComplete="username" autoFocus required />
        )}
      </Field>
      <Field {...form.field('password')} label={t('form.password')}>
        {(control) => (
          <PasswordInput {...control} {...form.input('password')} autoComplete="current-password" required />
        )}
      </Field>
      <Submit place="alone" busy={form.busy} doing={t('form.submitting')}>
        {t('form.submit')}
      </Submit>
      <p className="text-center text-sm">
        <Link href="/forgot-password" className="hit-area text-accent hover:underline">
          {t('form.forgot')}
        </Link>
      </p>
    </Form>
  )
}

function ByLink({ onBack }: { onBack: () => void }) {
  const t = useTranslations('signIn')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useForm({
    form: signInLinkForm,
    async act(body) {
      await call(requestSignInLink, { body })
      setSentTo(body.email.trim())
    },
  })
  const back = (
    <Button variant="ghost" className="w-full text-muted" onClick={onBack}>
      {t('back')}
    </Button>
  )
  if (sentTo !== null) {
    return (
      <output className="block space-y-4">
        <span className="block">{t.rich('link.sent', { email: sentTo, strong })}</span>
        {back}
      </output>
    )
  }
  return (
    <Form form={form}>
      <Field {...form.field('email')} label={t('form.email')} help={t('link.help')}>
        {(control) => (
          // The user just asked for this step.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...form.input('email')} type="email" autoComplete="username" autoFocus />
        )}
      </Field>
      <Submit place="alone" busy={form.busy} doing={t('link.submitting')}>
        {t('link.submit')}
      </Submit>
      {back}
    </Form>
  )
}

/** Every configured way to sign in. All of them open `next`, a path on this site. `error` is the code from a provider's callback. */
export function SignInForm({
  next,
  providers,
  hasMail,
  error,
}: {
  next: string
  providers: Provider[]
  hasMail: boolean
  error: string | null
}) {
  const t = useTranslations('signIn')
  const [step, setStep] = useState<'password' | 'link' | Given>('password')
  const toStart = () => setStep('password')
  if (step === 'link') return <ByLink onBack={toStart} />
  if (step !== 'password')
    return <CodeForm attempt={(code) => signInWith('credentials', { ...step, code })} next={next} onBack={toStart} />
  return (
    <div className="space-y-4">
      <ByPassword next={next} error={error === null ? null : sentenceOf(t, error)} onCode={setStep} />
      {(providers.length > 0 || hasMail) && (
        <div className="space-y-2 border-t pt-4">
          {providers.map(({ id, name }) => (
            <Button key={id} className="w-full" onClick={() => void signIn(id, { callbackUrl: next })}>
              {t('form.withProvider', { provider: name })}
            </Button>
          ))}
          {hasMail && (
            <Button className="w-full" onClick={() => setStep('link')}>
              {t('form.withLink')}
            </Button>
          )}
        </div>
      )}
      <p className="text-sm text-muted">{t('form.noAccount')}</p>
    </div>
  )
}
