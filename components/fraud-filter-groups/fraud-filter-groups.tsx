'use client'

import { useTranslations } from 'next-intl'
import { fraudFilterGroupsResource, type FraudFilterGroupAnswer } from '@/lib/api/v2/fraud-filter-groups.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { OffersUsing } from '@/components/offers/offers-using'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { fraudFilterGroupColumns } from './columns'
import { FraudFilterGroupEditor, NewFraudFilterGroup } from './fraud-filter-group-forms'
import { fraudFilterGroupListing } from './listing'

const { list, read, bulkStatus, bulkArchive } = fraudFilterGroupsResource.contracts

/** Filters against fraud that offers and their events use. Everyone here can edit groups whose offers they can all edit: the API says if not. */
export function FraudFilterGroups({ first }: { first: First<ListAnswer<FraudFilterGroupAnswer>> }) {
  const t = useTranslations('fraudFilterGroups')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const acts: RecordActs = {
    noun: 'fraudFilterGroup',
    setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={<NewItemButton>{t('new')}</NewItemButton>}>
      <RecordList
        contract={list}
        listing={fraudFilterGroupListing}
        first={first}
        columns={() => fraudFilterGroupColumns(t, states, timezone)}
        noun="fraudFilterGroup"
        words={{ label: t('title'), search: t('table.search') }}
        filters={<StateChoice states={['active', 'inactive', 'archived']} />}
        acts={acts}
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="fraudFilterGroup"
        paramsOf={(fraudFilterGroupID) => ({ fraudFilterGroupID })}
        title={t('titleOne')}
        nameOf={({ name }) => name}
        acts={acts}
        wide
      >
        {(group, reload) => (
          <>
            <FraudFilterGroupEditor key={group.id} group={group} reload={reload} isEditable={!group.archived} />
            <OffersUsing asks={{ 'filter[fraud_filter_group_ids]': group.id }} />
          </>
        )}
      </RecordSheet>
      <NewItem title={t('new')} description={t('newSentence')} wide>
        {(close) => <NewFraudFilterGroup close={close} />}
      </NewItem>
    </PageFrame>
  )
}
