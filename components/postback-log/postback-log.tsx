'use client'

import { useTranslations } from 'next-intl'
import { listPostbackLog, type PostbackLogAnswer } from '@/lib/api/app/postback-log/list.contract'
import type { PostbackEntry } from '@/lib/api/app/postback-log/schema'
import type { First } from '@/components/api/use-answer'
import type { Labels } from '@/components/filters/labels'
import { useLog } from '@/components/logs/log'
import { LogTable } from '@/components/logs/log-table'
import { NoRows } from '@/components/logs/no-rows'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { zoneName } from '@/components/ui/format'
import { postbackLogKeys } from '@/components/url/url-state'
import { useLogColumns } from './columns'
import { EntrySheet } from './entry-sheet'
import { LogFilters } from './filters'

/** What advertisers reported and what postbacks sent, newest first, with a sheet for the details of one entry. */
export function PostbackLog({
  first,
  entry,
  labels,
}: {
  first: First<PostbackLogAnswer>
  entry?: First<PostbackEntry>
  labels: Labels
}) {
  const t = useTranslations('postbackLog')
  const { timezone } = useViewer().organization
  const log = useLog({ contract: listPostbackLog, kind: 'postbackLog', first })
  const none = {
    title: t('empty.title'),
    sentence: t('empty.sentence'),
    filteredTitle: t('empty.filteredTitle'),
    filtered: t('empty.filtered'),
    unassigned: t('empty.unassigned'),
  }
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence', { zone: zoneName(timezone) })}>
      <LogTable
        label={t('label')}
        noun="entry"
        log={log}
        columns={useLogColumns()}
        labels={labels}
        dimension="offer"
        filters={<LogFilters results={log.answer.data?.results} />}
        empty={<NoRows words={none} dimensions={['offer']} own={postbackLogKeys} />}
      />
      <EntrySheet first={entry} />
    </PageFrame>
  )
}
