'use client'

import { useTranslations } from 'next-intl'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { subIdsResource, type SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { call } from '@/components/api/call'
import { useAnswer, type First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { listQuestion } from '@/components/catalog/list'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import { ExportButton } from '@/components/imports/export-button'
import { ImportButton } from '@/components/imports/import-button'
import { subIdListing } from '@/components/publishers/listing'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { useUrl } from '@/components/url/use-url'
import { subIdColumns } from './columns'
import { useClickColumn } from './use-click-column'
import { NewSubId, SubIdEditor } from './sub-id-forms'

const { list, read, bulkStatus, bulkArchive, export: exportContract } = subIdsResource.contracts

/** The names that a publisher's sub IDs have in reports. */
export function SubIds({
  number: publisherID,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<SubIdAnswer>>
}) {
  const t = useTranslations('publishers.subIds')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(publisherID, firstPublisher)
  const { params } = useUrl()
  // The same answer as the list's.
  const { data } = useAnswer({
    contract: list,
    params: { publisherID },
    question: listQuestion(subIdListing, params),
    first,
  })
  const clicks = useClickColumn(data?.data ?? [], publisherID)
  // Without one, the frame says why.
  if (!publisher) return null
  const isEditable = canEdit(publisher)
  const acts: RecordActs | undefined = isEditable
    ? {
        noun: 'subId',
        archive: (ids) => call(bulkArchive, { params: { publisherID }, body: { data: ids } }),
        restore: (ids) => call(bulkStatus, { params: { publisherID }, body: { archived: false, data: ids } }),
        will: (act, count) => (act === 'restore' ? t('restoreWill', { count }) : t('archiveWill', { count })),
      }
    : undefined
  const add = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={add} />
      <RecordList
        contract={list}
        params={{ publisherID }}
        listing={subIdListing}
        first={first}
        columns={() => subIdColumns(t, states, timezone, clicks)}
        words={{ label: t('title'), search: t('search') }}
        filters={<StateChoice states={['archived']} />}
        tools={
          <>
            <ExportButton contract={exportContract} params={{ publisherID }} listing={subIdListing} />
            {isEditable && <ImportButton kind="subIds" params={{ publisherID }} />}
          </>
        }
        acts={acts}
        noun="subId"
        empty={<Blank title={t('empty')}>{isEditable ? t('emptySentence') : t('emptyViewer')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="publisherSubId"
        paramsOf={(publisherSubID) => ({ publisherID, publisherSubID })}
        title={t('one')}
        nameOf={({ name }) => name}
        acts={acts}
      >
        {(subId, reload) => (
          <SubIdEditor
            key={subId.id}
            publisherID={publisherID}
            subId={subId}
            reload={reload}
            isEditable={isEditable && !subId.archived}
          />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => <NewSubId publisherID={publisherID} close={close} />}
        </NewItem>
      )}
    </>
  )
}
