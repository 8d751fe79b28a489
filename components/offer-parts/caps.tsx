'use client'

import { useTranslations } from 'next-intl'
import { capsResource, type CapAnswer } from '@/lib/api/v2/caps.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { Blank } from '@/components/ui/notice'
import { capColumns } from './cap-columns'
import { EditCap, NewCap } from './cap-form'
import { capName } from './cap-words'
import { capListing } from './listing'
import { useOfferPart, type OfferPage } from './use-offer-part'

const { list, read, bulkStatus, bulkArchive } = capsResource.contracts
const periods = capsResource.fields.period.type.options

function Periods() {
  const t = useTranslations('offerParts.caps')
  return (
    <Choice
      parameter="period"
      label={t('fields.period')}
      choices={[
        { value: '', name: t('anyPeriod') },
        ...periods.map((value) => ({ value, name: t(`periods.${value}`) })),
      ]}
    />
  )
}

/** The limits of an offer. */
export function OfferCaps({ zones, first, ...page }: OfferPage<CapAnswer> & { zones: readonly string[] }) {
  const t = useTranslations('offerParts.caps')
  const states = useTranslations('catalog.states')
  const { timezone, organization } = useViewer()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer, params, isEditable } = part
  const acts: RecordActs = {
    noun: 'cap',
    setActive: (data, active) => call(bulkStatus, { params, body: { active, data } }),
    archive: (data) => call(bulkArchive, { params, body: { data } }),
    restore: (data) => call(bulkStatus, { params, body: { archived: false, data } }),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  const nameOf = (cap: CapAnswer) => capName(cap, offer.currency, t)
  const create = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={create} />
      <RecordList
        contract={list}
        live
        params={params}
        listing={capListing}
        first={first}
        columns={() => capColumns({ timezone, zone: organization.timezone, currency: offer.currency, t, states })}
        nameOf={nameOf}
        noun="cap"
        words={{ label: t('title') }}
        filters={
          <>
            <StateChoice states={['active', 'inactive', 'archived']} />
            <Periods />
          </>
        }
        acts={isEditable ? acts : undefined}
        empty={
          <Blank title={t('empty')} actions={create}>
            {t('emptySentence')}
          </Blank>
        }
      />
      <RecordSheet
        read={read}
        list={list}
        entity="cap"
        live
        paramsOf={(id) => ({ ...params, capID: id })}
        title={t('one')}
        nameOf={nameOf}
        acts={isEditable ? acts : undefined}
      >
        {(record, reload) => (
          <EditCap
            key={record.id}
            cap={record}
            reload={reload}
            params={params}
            currency={offer.currency}
            isEditable={isEditable && !record.archived}
          />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => <NewCap params={params} currency={offer.currency} zones={zones} close={close} />}
        </NewItem>
      )}
    </>
  )
}
