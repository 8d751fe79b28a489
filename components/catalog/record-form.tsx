'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react'
import { AskUnsaved, Form } from '@/components/forms/form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/notice'
import { Card } from '@/components/ui/small'

/** A part of a long form. */
export type FormSection = { id: string; title: string; sentence?: ReactNode; fields: ReactNode }

/** The parts of useForm and useRecordForm that the frame of a form needs. */
type Frame = {
  busy: boolean
  problem: string | null
  isDirty: boolean
  saved: boolean
  props: { method: 'post'; onSubmit: (event: FormEvent<HTMLFormElement>) => void; noValidate: boolean }
}

/** The parts of useRecordForm that the frame of a form needs. */
export type Editing = Frame & { conflict: string[] | null; discard: () => void; overwrite: () => void }

/** The section that's at the top of the window. */
function useCurrentSection(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0])
  const all = ids.join(' ')
  useEffect(() => {
    const seen = new Map<string, boolean>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen.set(target.id, isIntersecting)
        const first = all.split(' ').find((id) => seen.get(id))
        if (first) setCurrent(first)
      },
      { rootMargin: '-80px 0px -40% 0px' },
    )
    for (const id of all.split(' ')) {
      const section = document.getElementById(id)
      if (section) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [all])
  return current
}

function Sections({ sections }: { sections: readonly FormSection[] }) {
  const t = useTranslations('catalog.form')
  const own = useId()
  const idOf = (id: string) => `${own}${id}`
  const current = useCurrentSection(sections.map(({ id }) => idOf(id)))
  return (
    <div
      className={cn(sections.length > 1 ? 'lg:grid lg:grid-cols-[11rem_minmax(0,44rem)] lg:gap-8' : 'max-w-[44rem]')}
    >
      {sections.length > 1 && (
        <nav aria-label={t('index')} className="max-lg:hidden">
          <ul className="sticky top-20 space-y-0.5">
            {sections.map(({ id, title }) => (
              <li key={id}>
                <a
                  href={`#${idOf(id)}`}
                  aria-current={idOf(id) === current ? 'true' : undefined}
                  onClick={(event) => {
                    // Stays on the page: the URL's fragment would be one more step to go back.
                    event.preventDefault()
                    const section = document.getElementById(idOf(id))
                    section?.scrollIntoView({ block: 'start' })
                    section?.focus({ preventScroll: true })
                  }}
                  className={cn(
                    'control flex items-center rounded-control px-2.5',
                    idOf(id) === current ? 'font-medium text-text' : 'text-muted hover:text-text',
                  )}
                >
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="min-w-0 space-y-4">
        {sections.map(({ id, title, sentence, fields }) => (
          <Card
            key={id}
            id={idOf(id)}
            tabIndex={-1}
            aria-labelledby={`${idOf(id)}-title`}
            className="scroll-mt-20 p-4 focus:outline-none md:p-5"
          >
            <div className="mb-4 space-y-0.5">
              <h2 id={`${idOf(id)}-title`} className="text-lg font-semibold">
                {title}
              </h2>
              {sentence && <p className="text-muted">{sentence}</p>}
            </div>
            <div className="space-y-4">{fields}</div>
          </Card>
        ))}
      </div>
    </div>
  )
}

/** The bar that stays at the bottom of the window. */
function Bar({
  isShown = true,
  isAside,
  children,
}: {
  isShown?: boolean
  /** There's an index on the left. */
  isAside: boolean
  children: ReactNode
}) {
  return (
    <div
      data-save-bar={isShown || undefined}
      className={cn(
        'sticky bottom-3 z-10 rounded-card border bg-surface-raised p-3 shadow-overlay',
        isAside && 'lg:ml-[13rem] lg:max-w-[44rem]',
        !isShown && 'sr-only',
      )}
    >
      {children}
    </div>
  )
}

/** Lets people choose whose changes to keep. */
export function ConflictNotice({
  fields,
  nameOf,
  onReload,
  onOverwrite,
}: {
  fields: string[]
  nameOf: (field: string) => string
  onReload: () => void
  onOverwrite: () => void
}) {
  const t = useTranslations('catalog.form')
  return (
    <Notice kind="error">
      <p>
        {t('conflict')} {t('conflictFields', { fields: fields.map(nameOf).join(', ') })} {t('overwriteHelp')}
      </p>
      <div className="flex flex-wrap gap-2 pt-1">
        <Button onClick={onReload}>{t('reload')}</Button>
        <Button type="submit" onClick={onOverwrite}>
          {t('overwrite')}
        </Button>
      </div>
    </Notice>
  )
}

/**
 * A form that edits a record, in sections. The bar to save appears once there's something to save. If someone else saved in the meantime, it lets
 * people choose whose changes to keep.
 */
export function RecordForm({
  form,
  sections,
  nameOf,
  isEditable = true,
}: {
  form: Editing
  sections: readonly FormSection[]
  /** Otherwise, people can only read it. */
  isEditable?: boolean
  /** What people call a field of the form. */
  nameOf: (field: string) => string
}) {
  const t = useTranslations('catalog.form')
  const isShown = form.isDirty || form.saved || form.conflict !== null
  return (
    <Form form={form}>
      <fieldset disabled={!isEditable}>
        <Sections sections={sections} />
      </fieldset>
      <Bar isShown={isShown} isAside={sections.length > 1}>
        {form.conflict && (
          <ConflictNotice fields={form.conflict} nameOf={nameOf} onReload={form.discard} onOverwrite={form.overwrite} />
        )}
        <div className={cn('flex flex-wrap items-center gap-2', form.conflict && 'sr-only')}>
          <output className="mr-auto text-muted">{form.saved ? t('saved') : form.isDirty && t('unsaved')}</output>
          {form.isDirty && !form.conflict && (
            <>
              <Button onClick={form.discard}>{t('discard')}</Button>
              <Button variant="primary" type="submit" busy={form.busy}>
                {form.busy ? t('saving') : t('save')}
              </Button>
            </>
          )}
        </div>
      </Bar>
      <AskUnsaved form={form} />
    </Form>
  )
}

/** A form that creates a record, in sections. */
export function CreateForm({
  form,
  sections,
  words,
  onCancel,
}: {
  form: Frame
  sections: readonly FormSection[]
  words: { submit: string; submitting: string }
  onCancel: () => void
}) {
  const t = useTranslations('catalog.form')
  return (
    <Form form={form}>
      <Sections sections={sections} />
      <Bar isAside={sections.length > 1}>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => leavePage(onCancel)}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" busy={form.busy}>
            {form.busy ? words.submitting : words.submit}
          </Button>
        </div>
      </Bar>
      <AskUnsaved form={form} />
    </Form>
  )
}
