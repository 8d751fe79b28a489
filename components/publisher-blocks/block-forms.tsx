'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { blockedSubIdsResource, type BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField, type TextForm } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { Fact, Facts } from '@/components/clicks/facts'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { blockForm, blockValues, newBlockForm, type NewBlockValues } from './forms'

const { create, list, update } = blockedSubIdsResource.contracts

function Notes({ form }: { form: TextForm<'description'> & { value: (name: 'description') => string } }) {
  const t = useTranslations('publishers.blocks')
  return (
    <CountedArea
      field={form.field('description')}
      input={form.input('description')}
      value={form.value('description')}
      most={255}
      label={t('notes')}
      help={t('notesHelp')}
      rows={3}
    />
  )
}

/** A blocked sub ID, whose notes can be edited. */
export function BlockEditor({
  block,
  reload,
  isEditable,
}: {
  block: BlockedSubIdAnswer
  reload: () => Promise<BlockedSubIdAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('publishers.blocks')
  const form = useRecordForm({
    form: blockForm,
    record: block,
    valuesOf: blockValues,
    send: (body, ifMatch) => call(update, { params: { blockedSubID_ID: block.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <>
      <Facts title={t('about')}>
        <Fact name={t('publisher')}>{block.publisher.name}</Fact>
        <Fact name={t('offer')}>{block.offer.name}</Fact>
        <Fact name={t('subId')} copy={block.sub_id} isCode>
          {block.sub_id}
        </Fact>
      </Facts>
      <SheetForm form={form} nameOf={() => t('notes')} isEditable={isEditable}>
        <Notes form={form} />
      </SheetForm>
    </>
  )
}

/** What the form of a new one has. */
export type BlockFormState = Pick<ReturnType<typeof useForm<NewBlockValues, object>>, 'field' | 'value' | 'set'>

/** The form that blocks a sub ID. */
export function NewBlock({
  initial,
  renderSubject,
  close,
}: {
  initial: Partial<NewBlockValues>
  /** The field that says which offer or publisher it's for. */
  renderSubject: (form: BlockFormState, block: null) => ReactNode
  close: () => void
}) {
  const t = useTranslations('publishers.blocks')
  const publishers = useTranslations('offerParts.publisher')
  const form = useCreateForm({
    form: newBlockForm,
    initial: { ...newBlockForm.blank, ...initial },
    empty: {
      publisher_incremental_id: publishers('missing'),
      offer_incremental_id: t('offerMissing'),
      sub_id: t('subIdMissing'),
    },
    list,
    create: (body) => call(create, { body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <TextField form={form} name="sub_id" label={t('subId')} help={t('subIdHelp')} className="font-mono" />
      {renderSubject(form, null)}
      <Notes form={form} />
    </DialogForm>
  )
}
