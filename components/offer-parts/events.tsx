'use client'

import { useTranslations } from 'next-intl'
import { offerEventsResource } from '@/lib/api/v2/offer-events.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { eventColumns } from './event-columns'
import { EditEvent, NewEvent } from './event-form'
import type { OfferEventAnswer } from './forms'
import { eventListing } from './listing'
import { useOfferPart, type OfferPage } from './use-offer-part'

const { list, read, update, archive } = offerEventsResource.contracts

/** The events of an offer: what visitors can do after its conversion, and what that pays. */
export function OfferEvents({ first, ...page }: OfferPage<OfferEventAnswer>) {
  const t = useTranslations('offerParts.events')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer, params, isEditable } = part
  const acts: RecordActs = {
    noun: 'offerEvent',
    archive: ([id = '']) => call(archive, { params: { ...params, offerEventID: id } }),
    restore: (ids) =>
      Promise.all(
        ids.map((id) => call(update, { params: { ...params, offerEventID: id }, body: { archived: false } })),
      ),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  const create = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={create} />
      <RecordList
        contract={list}
        params={params}
        listing={eventListing}
        first={first}
        columns={() => eventColumns({ timezone, currency: offer.currency, t, states })}
        noun="offerEvent"
        words={{ label: t('title'), search: t('search') }}
        filters={<StateChoice states={['active', 'inactive', 'archived']} />}
        empty={
          <Blank title={t('empty')} actions={create}>
            {t('emptySentence')}
          </Blank>
        }
      />
      <RecordSheet
        read={read}
        list={list}
        entity="offerEvent"
        paramsOf={(id) => ({ ...params, offerEventID: id })}
        title={t('one')}
        nameOf={({ name }) => name}
        acts={isEditable ? acts : undefined}
      >
        {(record, reload) => (
          <EditEvent
            key={record.id}
            event={record}
            reload={reload}
            params={params}
            currency={offer.currency}
            isEditable={isEditable && !record.archived}
          />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')}>
          {(close) => <NewEvent params={params} currency={offer.currency} close={close} />}
        </NewItem>
      )}
    </>
  )
}
