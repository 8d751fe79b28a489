'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps, FormEvent, ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { Notice } from '@/components/ui/notice'
import { Submit } from '@/components/ui/submit'
import { leavePage, useUnsaved } from './use-unsaved'

/** The parts of useForm that the frame of a form needs. */
type Frame = {
  busy: boolean
  problem: string | null
  isDirty: boolean
  saved: boolean
  props: { method: 'post'; onSubmit: (event: FormEvent<HTMLFormElement>) => void; noValidate: boolean }
}

/** A form with its problem on top. */
export function Form({ form, ...rest }: { form: Pick<Frame, 'problem' | 'props'> } & ComponentProps<'form'>) {
  const { problem, props } = form
  const { children, ...more } = rest
  return (
    <form className="space-y-4" {...props} {...more}>
      {problem !== null && <Notice kind="error">{problem}</Notice>}
      {children}
    </form>
  )
}

/** Asks before changes to the form are lost. */
export function AskUnsaved({ form: { isDirty } }: { form: Pick<Frame, 'isDirty'> }) {
  const { question, onStay } = useUnsaved(isDirty)
  return <Confirm question={question} onClose={onStay} />
}

/** A form in a dialog: asks before input is lost. The dialog closes through `leavePage`. */
export function DialogForm({
  form,
  words,
  onCancel,
  children,
}: {
  form: Frame
  words: { submit: string; submitting: string }
  /** Adds a Cancel button. */
  onCancel?: () => void
  children: ReactNode
}) {
  const t = useTranslations('common')
  return (
    <Form form={form}>
      {children}
      <Submit
        place="dialog"
        busy={form.busy}
        doing={words.submitting}
        before={onCancel && <Button onClick={() => leavePage(onCancel)}>{t('cancel')}</Button>}
      >
        {words.submit}
      </Submit>
      <AskUnsaved form={form} />
    </Form>
  )
}

/** A form that changes what's there, and stays: says when it's saved, and asks before changes are lost. */
export function SettingsForm({
  form,
  words,
  children,
}: {
  form: Frame
  words: { submit: string; submitting: string; saved: string }
  children: ReactNode
}) {
  return (
    <Form form={form}>
      {children}
      <Submit place="page" busy={form.busy} doing={words.submitting} said={form.saved && words.saved}>
        {words.submit}
      </Submit>
      <AskUnsaved form={form} />
    </Form>
  )
}
