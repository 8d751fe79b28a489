'use client'

import { useTranslations } from 'next-intl'
import { publisherGroupsResource, type PublisherGroupAnswer } from '@/lib/api/v2/publisher-groups.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { publisherPath } from '@/components/publishers/listing'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { PageLink } from '@/components/url/page-link'
import { href } from '@/components/url/url-state'
import { publisherGroupColumns } from './columns'
import { publisherGroupListing } from './listing'
import { NewPublisherGroup, PublisherGroupEditor } from './publisher-group-forms'

const { list, read, bulkStatus, bulkArchive } = publisherGroupsResource.contracts

/** Leads to the group's publishers. */
function Members({ group }: { group: PublisherGroupAnswer }) {
  const t = useTranslations('publisherGroups')
  const totals = useTranslations('tables.paging.total')
  const words = totals('publisher', { count: group.publishers_count })
  return (
    <section className="space-y-2 border-t pt-4">
      <h3 className="font-medium">{t('members')}</h3>
      {group.publishers_count === 0 ? (
        <p className="text-muted">{t('noMembers')}</p>
      ) : (
        <PageLink
          href={href(publisherPath(), new URLSearchParams({ group_id: group.id }))}
          className="text-accent underline-offset-2 hover:underline"
        >
          {words}
        </PageLink>
      )}
    </section>
  )
}

/** Groups of publishers, such as by tier or by how they work. */
export function PublisherGroups({ first }: { first: First<ListAnswer<PublisherGroupAnswer>> }) {
  const t = useTranslations('publisherGroups')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const acts: RecordActs = {
    noun: 'publisherGroup',
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => (act === 'archive' || act === 'restore' ? t(`acts.${act}`, { count }) : ''),
  }
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={<NewItemButton>{t('new')}</NewItemButton>}>
      <RecordList
        contract={list}
        listing={publisherGroupListing}
        first={first}
        columns={() => publisherGroupColumns(t, states, timezone)}
        noun="publisherGroup"
        words={{ label: t('title'), search: t('table.search') }}
        filters={<StateChoice states={['archived']} />}
        acts={acts}
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="publisherGroup"
        paramsOf={(publisherGroupID) => ({ publisherGroupID })}
        title={t('titleOne')}
        nameOf={({ name }) => name}
        acts={acts}
      >
        {(group, reload) => (
          <>
            <PublisherGroupEditor key={group.id} group={group} reload={reload} />
            <Members group={group} />
          </>
        )}
      </RecordSheet>
      <NewItem title={t('new')}>{(close) => <NewPublisherGroup close={close} />}</NewItem>
    </PageFrame>
  )
}
