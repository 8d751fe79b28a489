'use client'

import { useTranslations } from 'next-intl'
import { blockedSubIdsResource, type BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { TabIntro } from '@/components/catalog/tab-intro'
import { ExportButton } from '@/components/imports/export-button'
import { blockListing } from '@/components/publishers/listing'
import { OfferFilter } from '@/components/publishers/offer-picker'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { Blank } from '@/components/ui/notice'
import { blockBadge, blockColumns } from './columns'
import { blockAgain, unblock } from './acts'
import { BlockEditor, NewBlock } from './block-forms'

const { list, read, export: exportContract } = blockedSubIdsResource.contracts

/** The sub IDs that a publisher can't send clicks to offers with. */
export function Blocks({
  number,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<BlockedSubIdAnswer>>
}) {
  const t = useTranslations('publishers.blocks')
  const { timezone, role } = useViewer()
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(number, firstPublisher)
  // Without one, the frame says why.
  if (!publisher) return null
  const isEditable = canEdit(publisher)
  const acts: RecordActs | undefined = isEditable
    ? {
        noun: 'blockedSubId',
        verbs: { archive: 'unblock', restore: 'block' },
        archive: unblock,
        restore: blockAgain,
        will: (act, count) => (act === 'restore' ? t('blockWill', { count }) : t('unblockWill', { count })),
      }
    : undefined
  const add = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={add} />
      <RecordList
        contract={list}
        listing={blockListing(publisher.incremental_id)}
        first={first}
        columns={() => blockColumns(t, timezone)}
        nameOf={({ sub_id: value }) => value}
        words={{ label: t('title'), search: t('search') }}
        filters={
          <>
            <Choice
              parameter="state"
              label={t('status')}
              choices={[
                { value: '', name: t('blocked') },
                { value: 'archived', name: t('unblocked') },
              ]}
            />
            <OfferFilter publisherID={number} />
          </>
        }
        tools={<ExportButton contract={exportContract} listing={blockListing(publisher.incremental_id)} />}
        acts={role === 'admin' ? acts : undefined}
        noun="blockedSubId"
        empty={<Blank title={t('empty')}>{t('emptySentence')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="blockedSubId"
        paramsOf={(blockedSubID_ID) => ({ blockedSubID_ID })}
        title={t('one')}
        nameOf={({ sub_id: value }) => value}
        badge={(block) => blockBadge(block, t)}
        acts={acts}
      >
        {(block, reload) => (
          <BlockEditor key={block.id} block={block} reload={reload} isEditable={isEditable && !block.archived} />
        )}
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => <NewBlock publisher={publisher} close={close} />}
        </NewItem>
      )}
    </>
  )
}
