'use client'

import { useTranslations } from 'next-intl'
import { blockedSubIdsResource, type BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { RecordList } from '@/components/catalog/record-list'
import { ItemLink, NewItem, NewItemButton, RecordSheet, SheetForm } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { canEdit, useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { blockAgain, unblock } from '@/components/publisher-blocks/acts'
import { Blank } from '@/components/ui/notice'
import type { Translate } from '@/messages/settings'
import { blockForm, blockValues, newBlockForm } from './forms'
import { blockListing } from './listing'
import { PublisherField } from './publisher-field'
import { useCreated } from './use-created'
import { useEditsPublishers } from './use-edits-publishers'
import { useOfferPart, type OfferPage, type OfferPart } from './use-offer-part'

const { list, read, create, update } = blockedSubIdsResource.contracts

function columnsOf(t: Translate<'offerParts.blocks'>, timezone: string): Column<BlockedSubIdAnswer>[] {
  return [
    {
      id: 'sub_id',
      name: t('columns.subId'),
      width: '11rem',
      onPhones: true,
      sort: 'sub_id',
      cell: ({ id, sub_id: subId }) => (
        <ItemLink id={id}>
          <span className="font-mono text-sm">{subId}</span>
        </ItemLink>
      ),
      text: ({ sub_id: subId }) => subId,
    },
    {
      id: 'publisher',
      name: t('columns.publisher'),
      width: '12rem',
      onPhones: true,
      cell: ({ publisher }) => publisher.name,
      text: ({ publisher }) => publisher.name,
    },
    {
      id: 'description',
      name: t('columns.description'),
      width: '16rem',
      cell: ({ description }) =>
        orNone(
          description && (
            <span className="block max-w-96 truncate" title={description}>
              {description}
            </span>
          ),
        ),
      text: ({ description }) => description ?? '',
    },
    { ...timeColumn('created_at', t('columns.created'), timezone), isExtra: false },
    timeColumn('updated_at', t('columns.updated'), timezone),
  ]
}

function NewBlock({ offer, close }: { offer: OfferPart['offer']; close: () => void }) {
  const t = useTranslations('offerParts.blocks')
  const created = useCreated(list, close)
  const form = useForm({
    form: newBlockForm,
    initial: { ...newBlockForm.blank, organization: offer.organization, offer_incremental_id: offer.id },
    empty: { publisher_incremental_id: t('fields.publisherMissing'), sub_id: t('fields.subIdMissing') },
    async act(body) {
      await call(create, { body })
      await created()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <PublisherField form={form} />
      <TextField form={form} name="sub_id" label={t('fields.subId')} help={t('fields.subIdHelp')} />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={255}
        label={t('fields.description')}
        help={t('fields.descriptionHelp')}
        rows={2}
      />
    </DialogForm>
  )
}

function EditBlock({
  block,
  reload,
  isEditable,
}: {
  block: BlockedSubIdAnswer
  reload: () => Promise<BlockedSubIdAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('offerParts.blocks')
  const form = useRecordForm({
    form: blockForm,
    record: block,
    valuesOf: blockValues,
    send: (body, ifMatch) => call(update, { params: { blockedSubID_ID: block.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <>
      <p className="text-muted">{t('of', { publisher: block.publisher.name })}</p>
      <SheetForm form={form} nameOf={() => t('fields.description')} isEditable={isEditable}>
        <CountedArea
          field={form.field('description')}
          input={form.input('description')}
          value={form.value('description')}
          most={255}
          label={t('fields.description')}
          help={t('fields.descriptionHelp')}
          rows={3}
        />
      </SheetForm>
    </>
  )
}

/** The sub IDs that can't send clicks to an offer. */
export function OfferBlocks({ first, ...page }: OfferPage<BlockedSubIdAnswer>) {
  const t = useTranslations('offerParts.blocks')
  const { timezone, edits } = useViewer()
  const editsPublishers = useEditsPublishers()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer } = part
  const isEditable = editsPublishers && !offer.archived
  const acts: RecordActs = {
    noun: 'blockedSubId',
    archive: unblock,
    restore: blockAgain,
    will: (act, count) => t(`acts.${act}`, { count }),
    verbs: { archive: 'unblock', restore: 'block' },
  }
  const block = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={block} />
      <RecordList
        contract={list}
        listing={blockListing(offer.incremental_id)}
        first={first}
        columns={() => columnsOf(t, timezone)}
        nameOf={({ sub_id: subId }) => subId}
        noun="blockedSubId"
        words={{ label: t('title'), search: t('search') }}
        filters={<StateChoice states={['archived']} />}
        acts={editsPublishers ? acts : undefined}
        empty={
          <Blank title={t('empty')} actions={block}>
            {t('emptySentence')}
          </Blank>
        }
      />
      <RecordSheet
        read={read}
        list={list}
        entity="blockedSubId"
        paramsOf={(id) => ({ blockedSubID_ID: id })}
        title={t('one')}
        nameOf={({ sub_id: subId }) => subId}
        acts={editsPublishers ? acts : undefined}
      >
        {(record, reload) => (
          <EditBlock
            key={record.id}
            block={record}
            reload={reload}
            isEditable={isEditable && !record.archived && canEdit(edits.publishers, record.publisher.incremental_id)}
          />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => <NewBlock offer={offer} close={close} />}
        </NewItem>
      )}
    </>
  )
}
