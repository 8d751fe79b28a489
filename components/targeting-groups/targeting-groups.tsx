'use client'

import { useTranslations } from 'next-intl'
import { targetingGroupsResource, type TargetingGroupAnswer } from '@/lib/api/v2/targeting-groups.contract'
import { call } from '@/components/api/call'
import { useAnswer, type First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { listQuestion } from '@/components/catalog/list'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { OffersUsing } from '@/components/offers/offers-using'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import type { TargetingChoices } from '@/components/targeting/targeting-fields'
import { useRegionNames } from '@/components/targeting/use-region-names'
import { Blank } from '@/components/ui/notice'
import { useUrl } from '@/components/url/use-url'
import { targetingGroupColumns } from './columns'
import { targetingGroupListing } from './listing'
import { ruleWords } from './rule-words'
import { NewTargetingGroup, TargetingGroupEditor } from './targeting-group-forms'

const { list, read, bulkStatus, bulkArchive } = targetingGroupsResource.contracts

/** Targeting that several offers share. Everyone here can edit groups whose offers they can all edit: the API says if not. */
export function TargetingGroups({
  choices,
  first,
}: {
  choices: TargetingChoices
  first: First<ListAnswer<TargetingGroupAnswer>>
}) {
  const t = useTranslations('targetingGroups')
  const rules = useTranslations('targetingGroups.rules')
  const dimensions = useTranslations('targeting.dimensions')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const { params } = useUrl()
  // The same answer as the list's, for the names of its regions.
  const { data } = useAnswer({ contract: list, question: listQuestion(targetingGroupListing, params), first })
  const nameOfRegion = useRegionNames(
    data?.data.flatMap(({ targeting: { region } }) => [...(region?.include ?? []), ...(region?.exclude ?? [])]) ?? [],
  )
  const acts: RecordActs = {
    noun: 'targetingGroup',
    archive: (ids) => call(bulkArchive, { body: { data: ids } }),
    restore: (ids) => call(bulkStatus, { body: { archived: false, data: ids } }),
    will: (act, count) => (act === 'archive' || act === 'restore' ? t(`acts.${act}`, { count }) : ''),
  }
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={<NewItemButton>{t('new')}</NewItemButton>}>
      <RecordList
        contract={list}
        listing={targetingGroupListing}
        first={first}
        columns={() =>
          targetingGroupColumns(t, states, timezone, ({ targeting }) =>
            ruleWords(targeting, choices, nameOfRegion, rules, dimensions),
          )
        }
        noun="targetingGroup"
        words={{ label: t('title'), search: t('table.search') }}
        filters={<StateChoice states={['archived']} />}
        acts={acts}
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="targetingGroup"
        paramsOf={(targetingGroupID) => ({ targetingGroupID })}
        title={t('titleOne')}
        nameOf={({ name }) => name}
        acts={acts}
        wide
      >
        {(group, reload) => (
          <>
            <TargetingGroupEditor
              key={group.id}
              group={group}
              reload={reload}
              choices={choices}
              isEditable={!group.archived}
            />
            <OffersUsing asks={{ 'filter[targeting_group_id]': group.id }} />
          </>
        )}
      </RecordSheet>
      <NewItem title={t('new')} wide>
        {(close) => <NewTargetingGroup choices={choices} close={close} />}
      </NewItem>
    </PageFrame>
  )
}
