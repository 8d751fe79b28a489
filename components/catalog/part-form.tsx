'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent, ReactNode } from 'react'
import { AskUnsaved, Form } from '@/components/forms/form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Button } from '@/components/ui/button'
import { ConflictNotice } from './record-form'

type Frame = {
  busy: boolean
  problem: string | null
  isDirty: boolean
  saved: boolean
  props: { method: 'post'; onSubmit: (event: FormEvent<HTMLFormElement>) => void; noValidate: boolean }
}

type Editing = Frame & { conflict: string[] | null; discard: () => void; overwrite: () => void }

/** The buttons, which stay at the bottom of the sheet. */
function Foot({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 z-10 -mx-5 mt-5! -mb-5 flex flex-wrap justify-end gap-2 border-t bg-surface-raised px-5 py-3">
      {children}
    </div>
  )
}

/** The form of a part in its sheet. What useRecordForm returns edits one, what useForm returns creates one. */
export function PartForm({
  form,
  words,
  nameOf = (field) => field,
  isEditable = true,
  onCancel,
  children,
}: {
  form: Frame | Editing
  /** The button, unless it's “Save changes”. */
  words?: { submit: string; submitting: string }
  /** What people call a field of the form. */
  nameOf?: (field: string) => string
  /** Otherwise, people can only read it. */
  isEditable?: boolean
  onCancel: () => void
  children: ReactNode
}) {
  const t = useTranslations('catalog.form')
  const { submit, submitting } = words ?? { submit: t('save'), submitting: t('saving') }
  const conflict = 'conflict' in form && form.conflict !== null ? form : null
  return (
    <Form form={form}>
      <fieldset disabled={!isEditable} className="space-y-4">
        {children}
      </fieldset>
      {isEditable && (
        <Foot>
          {conflict ? (
            <div className="w-full">
              <ConflictNotice
                fields={conflict.conflict ?? []}
                nameOf={nameOf}
                onReload={conflict.discard}
                onOverwrite={conflict.overwrite}
              />
            </div>
          ) : (
            <>
              <Button onClick={() => leavePage(onCancel)}>{t('cancel')}</Button>
              <Button variant="primary" type="submit" busy={form.busy}>
                {form.busy ? submitting : submit}
              </Button>
            </>
          )}
        </Foot>
      )}
      <AskUnsaved form={form} />
    </Form>
  )
}
