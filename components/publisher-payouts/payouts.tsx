'use client'

import { useTranslations } from 'next-intl'
import { customPayoutsResource, type CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import { ExportButton } from '@/components/imports/export-button'
import { payoutListing } from '@/components/publishers/listing'
import { OfferFilter } from '@/components/publishers/offer-picker'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { payoutColumns } from './columns'
import { NewPayout, PayoutEditor } from './payout-forms'

const { list, read, bulkStatus, bulkArchive, export: exportContract } = customPayoutsResource.contracts

/** What was agreed with a publisher, other than what offers usually pay. */
export function Payouts({
  number,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<CustomPayoutAnswer>>
}) {
  const t = useTranslations('publishers.payouts')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(number, firstPublisher)
  // Without one, the frame says why.
  if (!publisher) return null
  const isEditable = canEdit(publisher)
  const nameOf = ({ offer, event }: CustomPayoutAnswer) =>
    event ? t('ofEvent', { offer: offer.name, event: event.name }) : offer.name
  const acts: RecordActs | undefined = isEditable
    ? {
        noun: 'customPayout',
        archive: (data) => call(bulkArchive, { body: { data } }),
        restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
        will: (act, count) => (act === 'restore' ? t('restoreWill', { count }) : t('archiveWill', { count })),
      }
    : undefined
  const add = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={add} />
      <RecordList
        contract={list}
        listing={payoutListing(publisher.incremental_id)}
        first={first}
        columns={() => payoutColumns(t, states, timezone)}
        nameOf={nameOf}
        words={{ label: t('title') }}
        filters={
          <>
            <StateChoice states={['archived']} />
            <OfferFilter publisherID={number} />
          </>
        }
        tools={<ExportButton contract={exportContract} listing={payoutListing(publisher.incremental_id)} />}
        acts={acts}
        noun="customPayout"
        empty={<Blank title={t('empty')}>{isEditable ? t('emptySentence') : t('emptyViewer')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="customPayout"
        paramsOf={(customPayoutID) => ({ customPayoutID })}
        title={t('one')}
        nameOf={nameOf}
        acts={acts}
      >
        {(payout, reload) => (
          <PayoutEditor
            key={payout.id}
            publisherID={number}
            payout={payout}
            reload={reload}
            isEditable={isEditable && !payout.archived}
          />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => <NewPayout publisherID={number} close={close} />}
        </NewItem>
      )}
    </>
  )
}
