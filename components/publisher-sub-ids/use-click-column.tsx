'use client'

import { useTranslations } from 'next-intl'
import { subIdClicks } from '@/lib/api/app/sub-id-clicks.contract'
import type { SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { useAnswer } from '@/components/api/use-answer'
import { orNone } from '@/components/catalog/cells'
import type { Column } from '@/components/tables/column'
import { number } from '@/components/ui/format'
import { Skeleton } from '@/components/ui/small'
import { queryString } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** A column with the clicks of each sub ID in the range. They're asked for once the rows are there, so that the list doesn't wait for them. */
export function useClickColumn(rows: readonly SubIdAnswer[], publisher?: string): Column<SubIdAnswer> {
  const t = useTranslations('catalog.figures')
  const { params } = useUrl()
  const asked = new URLSearchParams({ sub_ids: rows.map(({ external_id: id }) => id).join(',') })
  for (const name of ['range', 'from', 'to']) asked.set(name, params.get(name) ?? '')
  if (publisher !== undefined) asked.set('publisher', publisher)
  const given = new URLSearchParams([...asked].filter(([, value]) => value !== ''))
  const { data, problem, outdated } = useAnswer({
    contract: subIdClicks,
    question: queryString(given),
    live: ({ range }) => range.incomplete,
    enabled: rows.length > 0,
  })
  const clicksOf = ({ external_id: id }: SubIdAnswer) =>
    outdated ? undefined : data?.rows.find((row) => row.sub_id === id)?.clicks
  return {
    id: 'clicks',
    name: t('clicks'),
    width: '6rem',
    phoneWidth: '4.5rem',
    onPhones: true,
    isFigure: true,
    cell: (row) => {
      const clicks = clicksOf(row)
      if (clicks !== undefined) return number(clicks)
      return problem ? (
        <span title={t('failed')}>
          {orNone(null)}
          <span className="sr-only">{t('failed')}</span>
        </span>
      ) : (
        <Skeleton className="ml-auto h-3.5 w-12" />
      )
    },
    text: (row) => clicksOf(row) ?? '',
  }
}
