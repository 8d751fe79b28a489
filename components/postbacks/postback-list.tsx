'use client'

import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { postbacksResource, postbackTriggers, type PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { ItemList } from '@/components/catalog/item-list'
import type { RecordListing } from '@/components/catalog/list'
import type { ListAnswer } from '@/components/catalog/record-list'
import { StateChoice } from '@/components/catalog/state-choice'
import { canEdit, useViewer, type Viewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { PageLink } from '@/components/url/page-link'
import { href } from '@/components/url/url-state'
import { usePostbackColumns } from './columns'
import { NewPostback, PostbackEditor, type Fixed } from './editor'
import { Deliveries } from './deliveries'
import { Secret } from './secret'
import { PostbackState } from './state'
import { SwitchedOff } from './switched-off'
import { TestFire } from './test-fire'

const { contracts } = postbacksResource

/** Whether the viewer can change this postback: their publisher's own, one of a publisher that they edit, or the network's if they edit all. */
function canChange({ publisher, edits }: Viewer, postback: Pick<PostbackAnswer, 'publisher'>): boolean {
  if (publisher) return true
  return postback.publisher === null
    ? edits.publishers === 'all'
    : canEdit(edits.publishers, postback.publisher.incremental_id)
}

const badge = (postback: PostbackAnswer) => <PostbackState postback={postback} />

/** Postbacks, to create and edit: all that the viewer can see, or those of a publisher or about an offer. */
export function PostbackList({
  listing,
  first,
  fixed = {},
  isEditable,
}: {
  listing: RecordListing
  first: First<ListAnswer<PostbackAnswer>> | undefined
  fixed?: Fixed
  /** Whether the viewer can create some here. */
  isEditable: boolean
}) {
  const t = useTranslations('postbacks')
  const viewer = useViewer()
  const { timezone, publisher } = viewer
  const acts: RecordActs = {
    noun: 'postback',
    setActive: (data, active) => call(contracts.bulkStatus, { body: { active, data } }),
    archive: (data) => call(contracts.bulkArchive, { body: { data } }),
    restore: (data) => call(contracts.bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  const columns = usePostbackColumns({
    t,
    timezone,
    without: [
      ...(publisher !== null || fixed.publisher !== undefined ? (['publisher'] as const) : []),
      ...(fixed.offer === undefined ? [] : (['offer'] as const)),
    ],
  })
  return (
    <ItemList
      listing={listing}
      first={first}
      contracts={contracts}
      entity="postback"
      idParam="postbackID"
      nameOf={({ name }) => name}
      columns={() => columns}
      noun="postback"
      words={t}
      search={t('search')}
      {...(isEditable ? {} : { emptySentence: t('emptyViewer') })}
      filters={
        <>
          <StateChoice states={['active', 'inactive', 'archived']} />
          <Choice
            parameter="trigger"
            label={t('columns.trigger')}
            choices={[
              { value: '', name: t('allTriggers') },
              ...postbackTriggers.map((trigger) => ({ value: trigger, name: t(`triggers.${trigger}`) })),
            ]}
          />
        </>
      }
      acts={isEditable ? acts : undefined}
      badge={badge}
      renderNew={isEditable && ((close) => <NewPostback fixed={fixed} close={close} />)}
    >
      {(postback, reload) => {
        const isChangeable = canChange(viewer, postback)
        return (
          <>
            <SwitchedOff postback={postback} isEditable={isChangeable && !postback.archived} reload={reload} />
            <PostbackEditor
              key={postback.id}
              postback={postback}
              reload={reload}
              isEditable={isChangeable && !postback.archived}
            />
            {isChangeable && !postback.archived && (
              <Fragment key={`${postback.id} more`}>
                <TestFire id={postback.id} />
                <Secret id={postback.id} />
              </Fragment>
            )}
            <Deliveries postback={postback} />
            <PageLink
              href={href('/postback-log', new URLSearchParams({ postback_id: String(postback.incremental_id) }))}
              className="hit-area inline-block text-accent hover:underline"
            >
              {t('log')}
            </PageLink>
          </>
        )
      }}
    </ItemList>
  )
}
