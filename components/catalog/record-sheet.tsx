'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Link2, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Contract } from '@/lib/api/contract'
import type { AuditEntity } from '@/lib/identity/audit-names'
import { Form, AskUnsaved } from '@/components/forms/form'
import { leavePage } from '@/components/forms/use-unsaved'
import { ProblemView } from '@/components/problems/problem-view'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Modal, Sheet } from '@/components/ui/overlay'
import { Skeleton } from '@/components/ui/small'
import { UrlLink } from '@/components/url/url-link'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import type { ActedOn, RecordActs } from './acts'
import { ActButtons } from './bulk-acts'
import { ConflictNotice, type Editing } from './record-form'
import { SheetHistory } from './sheet-history'
import { StateBadge } from './state-badge'
import { useRecord } from './use-record'

// Records within another one that are too small for pages of their own: the list's URL names the one that's open as `item`, and a new one as `new`.

/** Approvals can't be archived. */
type Item = Omit<ActedOn, 'name' | 'archived'> & { archived?: boolean; updated_at: string }
type Read<R> = Pick<Contract, 'id' | 'path'> & { response: z.ZodType<{ data: R }> }

const waiting = ['first', 'second', 'third'] as const

function Waiting() {
  const t = useTranslations('catalog.record')
  return (
    <div aria-busy className="space-y-4">
      <p className="sr-only">{t('loading')}</p>
      {waiting.map((line) => (
        <div key={line} className="space-y-1.5">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="control w-full" />
        </div>
      ))}
    </div>
  )
}

/** The record that the URL names, to edit beside its list. */
export function RecordSheet<R extends Item>({
  read,
  list,
  entity,
  paramsOf,
  title,
  nameOf,
  badge = (record) => <StateBadge of={{ archived: false, ...record }} />,
  acts,
  wide = false,
  live = false,
  children,
}: {
  read: Read<R>
  list: Pick<Contract, 'id'>
  /** What the audit log calls it, to show what changed to those who can see that. */
  entity: AuditEntity
  /** The IDs in the path of `read`. */
  paramsOf: (id: string) => Readonly<Record<string, string>>
  /** The title until the record is there. */
  title: string
  nameOf: (record: R) => string
  badge?: (record: R) => ReactNode
  /** Undefined if the viewer can't change it. */
  acts: RecordActs | undefined
  /** For forms with several columns. */
  wide?: boolean
  /** Whether the record changes by itself. */
  live?: boolean
  /** What's in the sheet, usually a SheetForm. */
  children: (record: R, reload: () => Promise<R>) => ReactNode
}) {
  const t = useTranslations('catalog.record')
  const { params, go } = useUrl()
  const client = useQueryClient()
  const id = params.get('item')
  const {
    record: found,
    problem,
    retry,
    reload,
  } = useRecord({
    read,
    list,
    params: paramsOf(id ?? ''),
    enabled: id !== null,
    live,
  })
  const record = found?.id === id ? found : undefined
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && leavePage(() => go(withParams(params, { item: null, changes: null })))}
      title={record ? nameOf(record) : title}
      subtitle={record && badge(record)}
      wide={wide}
      actions={<CopyButton icon={Link2} label={t('copyLink')} text={() => window.location.href} />}
    >
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : !record ? (
        <Waiting />
      ) : (
        <div className="space-y-6">
          {children(record, reload)}
          {acts && (
            <div className="flex flex-wrap gap-2 border-t pt-4">
              <ActButtons
                acts={acts}
                records={[{ archived: false, ...record, name: nameOf(record) }]}
                onDone={async (isWhole) => {
                  await client.invalidateQueries({ queryKey: [list.id] })
                  if (isWhole) await reload()
                }}
              />
            </div>
          )}
          <SheetHistory entity={entity} id={record.id} />
        </div>
      )}
    </Sheet>
  )
}

/** A form that edits a record in a sheet. */
export function SheetForm({
  form,
  nameOf,
  isEditable,
  children,
}: {
  form: Editing
  /** What people call a field of the form. */
  nameOf: (field: string) => string
  isEditable: boolean
  children: ReactNode
}) {
  const t = useTranslations('catalog.form')
  return (
    <Form form={form}>
      <fieldset disabled={!isEditable} className="space-y-4">
        {children}
      </fieldset>
      {form.conflict && (
        <ConflictNotice fields={form.conflict} nameOf={nameOf} onReload={form.discard} onOverwrite={form.overwrite} />
      )}
      {isEditable && (
        <div className="flex flex-wrap items-center justify-end gap-2">
          <output className="mr-auto text-muted">{form.saved ? t('saved') : form.isDirty && t('unsaved')}</output>
          {!form.conflict && (
            <Button variant="primary" type="submit" busy={form.busy}>
              {form.busy ? t('saving') : t('save')}
            </Button>
          )}
        </div>
      )}
      <AskUnsaved form={form} />
    </Form>
  )
}

/** Opens the form that creates a record of the list. */
export function NewItemButton({ children }: { children: ReactNode }) {
  const { params, go } = useUrl()
  return (
    <Button variant="primary" onClick={() => go(withParams(params, { new: '1', item: null, changes: null }))}>
      <Plus aria-hidden />
      {children}
    </Button>
  )
}

/** A dialog with the form that creates a record of the list. It's open while the URL says so. */
export function NewItem({
  title,
  description,
  wide = false,
  children,
}: {
  title: string
  description?: ReactNode
  /** For forms with several columns. */
  wide?: boolean
  /** The form, given how to close it. */
  children: (close: () => void) => ReactNode
}) {
  const { params, go } = useUrl()
  // Back shouldn't lead into a form that was closed or sent.
  const close = () => go(withParams(params, { new: null }), 'replace')
  return (
    <Modal
      open={params.has('new')}
      onOpenChange={(open) => !open && leavePage(close)}
      title={title}
      description={description}
      wide={wide}
    >
      {children(close)}
    </Modal>
  )
}

/** A list's link that opens the record in its sheet. */
export function ItemLink({ id, children }: { id: string; children: ReactNode }) {
  const { params } = useUrl()
  return (
    <UrlLink to={withParams(params, { item: id, changes: null })} className="block truncate font-medium">
      {children}
    </UrlLink>
  )
}
