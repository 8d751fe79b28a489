'use client'

import { useTranslations } from 'next-intl'
import type { PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import type { First } from '@/components/api/use-answer'
import type { ListAnswer } from '@/components/catalog/record-list'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { postbackListing } from './listing'
import { PostbackList } from './postback-list'

/** All postbacks that the viewer can see. */
export function Postbacks({ first }: { first: First<ListAnswer<PostbackAnswer>> }) {
  const t = useTranslations('postbacks')
  const { publisher, managesPostbacks, edits } = useViewer()
  return (
    <PageFrame fill title={t('page')}>
      <PostbackList
        listing={postbackListing}
        first={first}
        isEditable={publisher === null ? edits.publishers === 'all' || edits.publishers.length > 0 : managesPostbacks}
      />
    </PageFrame>
  )
}
