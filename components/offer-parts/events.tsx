'use client'

import { useTranslations } from 'next-intl'
import { offerEventsResource } from '@/lib/api/v2/offer-events.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { ItemList } from '@/components/catalog/item-list'
import { StateChoice } from '@/components/catalog/state-choice'
import { useViewer } from '@/components/shell/viewer'
import { eventColumns } from './event-columns'
import { EditEvent, NewEvent } from './event-form'
import type { OfferEventAnswer } from './forms'
import { eventListing } from './listing'
import { useOfferPart, type OfferPage } from './use-offer-part'

const { contracts } = offerEventsResource

/** The events of an offer: what visitors can do after its conversion, and what that pays. */
export function OfferEvents({ first, ...page }: OfferPage<OfferEventAnswer>) {
  const t = useTranslations('offerParts.events')
  const prices = useTranslations('catalog.price')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer, params, isEditable } = part
  const acts: RecordActs = {
    noun: 'offerEvent',
    archive: ([id = '']) => call(contracts.archive, { params: { ...params, offerEventID: id } }),
    restore: ([id = '']) =>
      call(contracts.update, { params: { ...params, offerEventID: id }, body: { archived: false } }),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  return (
    <ItemList
      contracts={contracts}
      params={params}
      entity="offerEvent"
      idParam="offerEventID"
      listing={eventListing}
      first={first}
      columns={() => eventColumns({ timezone, currency: offer.currency, t, prices, states })}
      nameOf={({ name }) => name}
      noun="offerEvent"
      words={t}
      search={t('search')}
      filters={<StateChoice states={['active', 'inactive', 'archived']} />}
      acts={isEditable ? acts : undefined}
      actsOnSeveral={false}
      renderNew={isEditable && ((close) => <NewEvent params={params} currency={offer.currency} close={close} />)}
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
    </ItemList>
  )
}
