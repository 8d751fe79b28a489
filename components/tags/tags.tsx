'use client'

import { useTranslations } from 'next-intl'
import { tagsResource, type TagAnswer } from '@/lib/api/v2/tags.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { tagColumns } from './columns'
import { tagListing } from './listing'
import { NewTag, TagEditor } from './tag-forms'
import { TagUses } from './tagged'

const { list, read, bulkStatus, bulkArchive } = tagsResource.contracts

/** The labels of advertisers, publishers, and offers. */
export function Tags({ first }: { first: First<ListAnswer<TagAnswer>> }) {
  const t = useTranslations('tags')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const acts: RecordActs = {
    noun: 'tag',
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => (act === 'archive' || act === 'restore' ? t(`acts.${act}`, { count }) : ''),
  }
  const create = <NewItemButton>{t('new')}</NewItemButton>
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={create}>
      <RecordList
        contract={list}
        listing={tagListing}
        first={first}
        columns={() => tagColumns(t, states, timezone)}
        noun="tag"
        words={{ label: t('title'), search: t('table.search') }}
        filters={<StateChoice states={['archived']} />}
        acts={acts}
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="tag"
        paramsOf={(tagID) => ({ tagID })}
        title={t('titleOne')}
        nameOf={({ name }) => name}
        acts={acts}
      >
        {(tag, reload) => (
          <>
            <TagEditor key={tag.id} tag={tag} reload={reload} />
            <TagUses id={tag.id} />
          </>
        )}
      </RecordSheet>
      <NewItem title={t('new')}>{(close) => <NewTag close={close} />}</NewItem>
    </PageFrame>
  )
}
