'use client'

import { useTranslations } from 'next-intl'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { subIdsResource, type SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { call } from '@/components/api/call'
import { useAnswer, type First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { ItemList } from '@/components/catalog/item-list'
import { listQuestion } from '@/components/catalog/list'
import type { ListAnswer } from '@/components/catalog/record-list'
import { StateChoice } from '@/components/catalog/state-choice'
import { ExportButton } from '@/components/imports/export-button'
import { ImportButton } from '@/components/imports/import-button'
import { subIdListing } from '@/components/publishers/listing'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { useViewer } from '@/components/shell/viewer'
import { useUrl } from '@/components/url/use-url'
import { subIdColumns } from './columns'
import { useClickColumn } from './use-click-column'
import { NewSubId, SubIdEditor } from './sub-id-forms'

const { contracts } = subIdsResource

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
    contract: contracts.list,
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
        archive: (ids) => call(contracts.bulkArchive, { params: { publisherID }, body: { data: ids } }),
        restore: (ids) => call(contracts.bulkStatus, { params: { publisherID }, body: { archived: false, data: ids } }),
        will: (act, count) => (act === 'restore' ? t('restoreWill', { count }) : t('archiveWill', { count })),
      }
    : undefined
  return (
    <ItemList
      contracts={contracts}
      params={{ publisherID }}
      entity="publisherSubId"
      idParam="publisherSubID"
      listing={subIdListing}
      first={first}
      columns={() => subIdColumns(t, states, timezone, clicks)}
      nameOf={({ name }) => name}
      noun="subId"
      words={t}
      search={t('search')}
      newSentence={t('newSentence')}
      emptySentence={isEditable ? t('emptySentence') : t('emptyViewer')}
      filters={<StateChoice states={['archived']} />}
      tools={
        <>
          <ExportButton contract={contracts.export} params={{ publisherID }} listing={subIdListing} />
          {isEditable && <ImportButton kind="subIds" params={{ publisherID }} />}
        </>
      }
      acts={acts}
      renderNew={isEditable && ((close) => <NewSubId publisherID={publisherID} close={close} />)}
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
    </ItemList>
  )
}
