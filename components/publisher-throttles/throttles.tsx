'use client'

import { useTranslations } from 'next-intl'
import { customThrottlesResource, type CustomThrottleAnswer } from '@/lib/api/v2/custom-throttles.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import { ExportButton } from '@/components/imports/export-button'
import { throttleListing } from '@/components/publishers/listing'
import { OfferFilter } from '@/components/publishers/offer-picker'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { throttleColumns } from './columns'
import { NewThrottle, ThrottleEditor } from './throttle-forms'

const { list, read, bulkStatus, bulkArchive, export: exportContract } = customThrottlesResource.contracts

/** Which of a publisher’s conversions don’t count right away. */
export function Throttles({
  number,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<CustomThrottleAnswer>>
}) {
  const t = useTranslations('publishers.throttles')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(number, firstPublisher)
  // Without one, the frame says why.
  if (!publisher) return null
  const isEditable = canEdit(publisher)
  const nameOf = ({ offer }: CustomThrottleAnswer) => offer.name
  const acts: RecordActs | undefined = isEditable
    ? {
        noun: 'customThrottle',
        setActive: (data, active) => call(bulkStatus, { params: { publisherID: number }, body: { active, data } }),
        archive: (data) => call(bulkArchive, { params: { publisherID: number }, body: { data } }),
        restore: (data) => call(bulkStatus, { params: { publisherID: number }, body: { archived: false, data } }),
        will: (act, count) => t(`will.${act}`, { count }),
      }
    : undefined
  const add = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={add} />
      <RecordList
        contract={list}
        params={{ publisherID: number }}
        listing={throttleListing}
        first={first}
        columns={() => throttleColumns(t, states, timezone)}
        nameOf={nameOf}
        words={{ label: t('title') }}
        filters={
          <>
            <StateChoice states={['active', 'inactive', 'archived']} />
            <OfferFilter publisherID={number} />
          </>
        }
        tools={<ExportButton contract={exportContract} params={{ publisherID: number }} listing={throttleListing} />}
        acts={acts}
        noun="customThrottle"
        empty={<Blank title={t('empty')}>{isEditable ? t('emptySentence') : t('emptyViewer')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="customThrottle"
        paramsOf={(customThrottleID) => ({ publisherID: number, customThrottleID })}
        title={t('one')}
        nameOf={nameOf}
        acts={acts}
      >
        {(throttle, reload) => (
          <ThrottleEditor
            key={throttle.id}
            publisherID={number}
            throttle={throttle}
            reload={reload}
            isEditable={isEditable && !throttle.archived}
          />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => <NewThrottle publisherID={number} close={close} />}
        </NewItem>
      )}
    </>
  )
}
