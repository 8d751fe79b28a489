'use client'

import { useTranslations } from 'next-intl'
import { customPayoutsResource, type CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import { canEdit, useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { useUrl } from '@/components/url/use-url'
import { payoutListing } from './listing'
import { payoutColumns } from './payout-columns'
import { EditPayout, NewPayout } from './payout-form'
import { useEditsPublishers } from './use-edits-publishers'
import { useOfferPart, type OfferPage } from './use-offer-part'

const { list, read, bulkStatus, bulkArchive } = customPayoutsResource.contracts

/** What an offer pays to single publishers instead of its usual payout. */
export function OfferPayouts({ first, ...page }: OfferPage<CustomPayoutAnswer>) {
  const t = useTranslations('offerParts.payouts')
  const { params } = useUrl()
  const { timezone, edits } = useViewer()
  const editsPublishers = useEditsPublishers()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer } = part
  const isEditable = editsPublishers && !offer.archived
  const acts: RecordActs = {
    noun: 'customPayout',
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  const nameOf = ({ publisher }: CustomPayoutAnswer) => publisher.name
  const create = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={create} />
      <RecordList
        contract={list}
        listing={payoutListing(offer.incremental_id)}
        first={first}
        columns={() => payoutColumns({ params, timezone, t })}
        nameOf={nameOf}
        noun="customPayout"
        words={{ label: t('title') }}
        filters={<StateChoice states={['archived']} />}
        acts={editsPublishers ? acts : undefined}
        empty={
          <Blank title={t('empty')} actions={create}>
            {t('emptySentence')}
          </Blank>
        }
      />
      <RecordSheet
        read={read}
        list={list}
        entity="customPayout"
        paramsOf={(id) => ({ customPayoutID: id })}
        title={t('one')}
        nameOf={nameOf}
        acts={editsPublishers ? acts : undefined}
      >
        {(record, reload) => (
          <EditPayout
            key={record.id}
            payout={record}
            reload={reload}
            params={part.params}
            isEditable={isEditable && !record.archived && canEdit(edits.publishers, record.publisher.incremental_id)}
          />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => <NewPayout params={part.params} currency={offer.currency} close={close} />}
        </NewItem>
      )}
    </>
  )
}
