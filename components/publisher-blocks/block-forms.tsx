'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { blockedSubIdsResource, type BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { Fact, Facts } from '@/components/clicks/facts'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { OfferField } from '@/components/publishers/offer-picker'
import { blockForm, blockValues, newBlockForm } from './forms'

const { create, list, update } = blockedSubIdsResource.contracts

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
        <Fact name={t('offer')}>{block.offer.name}</Fact>
        <Fact name={t('subId')} copy={block.sub_id} isCode>
          {block.sub_id}
        </Fact>
      </Facts>
      <SheetForm form={form} nameOf={() => t('notes')} isEditable={isEditable}>
        <CountedArea
          field={form.field('description')}
          input={form.input('description')}
          value={form.value('description')}
          most={255}
          label={t('notes')}
          help={t('notesHelp')}
          rows={3}
        />
      </SheetForm>
    </>
  )
}

/** The form that blocks a sub ID. */
export function NewBlock({ publisher, close }: { publisher: PublisherAnswer; close: () => void }) {
  const t = useTranslations('publishers.blocks')
  const client = useQueryClient()
  const number = String(publisher.incremental_id)
  const form = useForm({
    form: newBlockForm,
    initial: { ...newBlockForm.blank, organization: publisher.organization, publisher_incremental_id: number },
    empty: { offer_incremental_id: t('offerMissing'), sub_id: t('subIdMissing') },
    async act(body) {
      await call(create, { body })
      await client.invalidateQueries({ queryKey: [list.id] })
      form.settle()
      close()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <TextField form={form} name="sub_id" label={t('subId')} help={t('subIdHelp')} className="font-mono" />
      <OfferField
        publisherID={number}
        field={form.field('offer_incremental_id')}
        value={form.value('offer_incremental_id')}
        onChange={(id) => form.set('offer_incremental_id', id)}
        known={null}
      />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={255}
        label={t('notes')}
        help={t('notesHelp')}
        rows={3}
      />
    </DialogForm>
  )
}
