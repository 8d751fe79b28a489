'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Submit } from '@/components/ui/submit'
import { codeForm } from './forms'
import { sentenceOf, type Outcome } from './outcome'

/** The second step of signing in. Opens `next` once the code is right. Shows a Back button if `onBack` is given. */
export function CodeForm({
  attempt,
  next,
  onBack,
}: {
  attempt: (code: string) => Promise<Outcome>
  next: string
  onBack?: () => void
}) {
  const t = useTranslations('signIn')
  const [refused, setRefused] = useState<string | null>(null)
  const form = useForm({
    form: codeForm,
    empty: { code: t('code.required') },
    async act({ code }) {
      setRefused(null)
      const outcome = await attempt(code)
      if (outcome.kind === 'in') {
        // A full page load, so nothing is left from the previous user.
        window.location.assign(next)
        return 'leaving'
      }
      setRefused(outcome.kind === 'problem' ? sentenceOf(t, outcome.error) : t('code.required'))
      document.querySelector<HTMLInputElement>('[name=code]')?.select()
    },
  })
  return (
    <Form form={{ ...form, problem: form.problem ?? refused }}>
      <Field {...form.field('code')} label={t('code.label')} help={t('code.help')}>
        {(control) => (
          // The code is the only thing to enter.
          <Input
            {...control}
            {...form.input('code')}
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono tracking-wider"
          />
        )}
      </Field>
      <Submit place="alone" busy={form.busy} doing={t('form.submitting')}>
        {t('form.submit')}
      </Submit>
      {onBack && (
        <Button variant="ghost" className="w-full text-muted" onClick={onBack}>
          {t('back')}
        </Button>
      )}
    </Form>
  )
}
