'use client'

import { useTranslations } from 'next-intl'
import { clicksDaily, type DailyAnswer } from '@/lib/api/app/clicks/daily.contract'
import { FilterBar } from '@/components/filters/filter-bar'
import type { Labels } from '@/components/filters/labels'
import { loadingPaging, numberedPaging } from '@/components/tables/paging-bar'
import { TableCard } from '@/components/tables/table-card'
import { question, withParams } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { Unconverted } from '@/components/overview/unconverted'
import { dailyRowKey, useDailyColumns } from './daily-columns'
import { DailySheet } from './daily-sheet'
import { NoClicks } from './no-clicks'

/** Clicks per day, advertiser, publisher, and network. */
export function DailyTable({ first, labels }: { first?: First<DailyAnswer> | undefined; labels: Labels }) {
  const t = useTranslations('clicks.daily')
  const { params, go } = useUrl()
  const asked = question('daily', params)
  const answer = useAnswer({
    contract: clicksDaily,
    question: asked,
    first,
    live: ({ range }) => range.incomplete,
  })
  const { data } = answer
  const open = params.get('row')
  return (
    <>
      {data && <Unconverted amounts={data.unconverted} />}
      <TableCard
        label={t('label')}
        question={asked}
        answer={answer}
        columns={useDailyColumns(data)}
        rowKey={dailyRowKey}
        onOpen={(row) => go(withParams(params, { row: dailyRowKey(row) }))}
        isOpen={(row) => dailyRowKey(row) === open}
        toolbar={<FilterBar className="contents" labels={labels} />}
        paging={data ? numberedPaging(params, { ...data, shown: data.rows.length }, 'row') : loadingPaging}
        defaultSort="-day"
        empty={<NoClicks />}
        isPastEnd={data !== undefined && data.totalCount > 0 && data.rows.length === 0}
      />
      <DailySheet answer={answer} />
    </>
  )
}
