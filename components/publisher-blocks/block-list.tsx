'use client'

import { useTranslations } from 'next-intl'
import { blockedSubIdsResource, type BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import type { RecordActs } from '@/components/catalog/acts'
import { ItemList } from '@/components/catalog/item-list'
import type { TermsOf } from '@/components/catalog/terms'
import { ExportButton } from '@/components/imports/export-button'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { blockAgain, unblock } from './acts'
import { BlockEditor, NewBlock, type BlockFormState } from './block-forms'
import { blockBadge, blockColumns } from './columns'
import type { NewBlockValues } from './forms'

const { contracts } = blockedSubIdsResource

/** Blocked sub IDs of a publisher or an offer. */
export function BlockList({
  about,
  isEditable,
  canEdit = () => true,
  initial,
  renderSubject,
  filters,
  ...rest
}: Omit<TermsOf<BlockedSubIdAnswer, BlockFormState, Partial<NewBlockValues>>, 'nameOf'>) {
  const t = useTranslations('publishers.blocks')
  const { timezone, role } = useViewer()
  const acts: RecordActs = {
    noun: 'blockedSubId',
    verbs: { archive: 'unblock', restore: 'block' },
    archive: unblock,
    restore: blockAgain,
    will: (act, count) => (act === 'restore' ? t('blockWill', { count }) : t('unblockWill', { count })),
  }
  return (
    <ItemList
      {...rest}
      contracts={contracts}
      entity="blockedSubId"
      idParam="blockedSubID_ID"
      columns={() => blockColumns(about, t, timezone)}
      nameOf={({ sub_id: value }) => value}
      badge={(block) => blockBadge(block, t)}
      noun="blockedSubId"
      search={t('search')}
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
          {filters}
        </>
      }
      tools={<ExportButton contract={contracts.export} listing={rest.listing} />}
      acts={isEditable ? acts : undefined}
      actsOnSeveral={role === 'admin'}
      renderNew={isEditable && ((close) => <NewBlock initial={initial} renderSubject={renderSubject} close={close} />)}
    >
      {(block, reload) => (
        <BlockEditor
          key={block.id}
          block={block}
          reload={reload}
          isEditable={isEditable && !block.archived && canEdit(block)}
        />
      )}
    </ItemList>
  )
}
