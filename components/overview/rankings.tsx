'use client'

import { useTranslations } from 'next-intl'
import type { OverviewAnswer } from '@/lib/api/app/overview.contract'
import { useRemember } from '@/components/filters/labels'
import { countryName } from '@/components/ui/format'
import { cn } from '@/components/ui/cn'
import {
  excludeValue,
  filterOf,
  toggleFilter,
  unknownValue,
  withQuestion,
  type Dimension,
  type Params,
} from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { Ranking, RankingSkeleton, type RankingRow } from './ranking'

function rowOf(
  params: Params,
  dimension: Dimension,
  value: string,
  label: string,
  moved: { value: number; previous: number | null },
): RankingRow {
  const now = filterOf(params, dimension)
  const isChosen = now?.mode === 'include' && now.values.length === 1 && now.values[0] === value
  return {
    key: value,
    label,
    ...moved,
    only: toggleFilter(params, dimension, value),
    without: isChosen ? null : excludeValue(params, dimension, value),
    isChosen,
  }
}

const grid = (columns: number) =>
  cn('grid gap-4 md:grid-cols-2', columns === 3 && 'xl:grid-cols-3 md:max-xl:[&>*:first-child]:col-span-2')

/** Top advertisers and countries, and top publishers for viewers who see several. */
export function Rankings({ answer }: { answer: OverviewAnswer }) {
  const t = useTranslations('overview.rankings')
  const { params } = useUrl()
  const { seesMany } = useViewer()
  const remember = useRemember()
  const total = answer.totals.clicks.value
  const chosen = params.get('publisher')
  return (
    <div className={grid(seesMany ? 3 : 2)}>
      {seesMany && (
        <Ranking
          title={t('publishers')}
          total={total}
          onChoose={() => {}}
          rows={answer.publishers.map(({ id, name, value, previous }) => ({
            key: String(id),
            label: name,
            value,
            previous,
            only: withQuestion(params, { publisher: chosen === String(id) ? null : String(id) }),
            without: null,
            isChosen: chosen === String(id),
          }))}
        />
      )}
      <Ranking
        title={t('advertisers')}
        total={total}
        onChoose={({ key, label }) => remember('advertiser', key, label)}
        rows={answer.advertisers.map(({ id, name, value, previous }) =>
          rowOf(params, 'advertiser', String(id), name, { value, previous }),
        )}
      />
      <Ranking
        title={t('countries')}
        total={total}
        onChoose={() => {}}
        rows={answer.countries.map(({ country, value, previous }) =>
          rowOf(params, 'country', country || unknownValue, countryName(country), { value, previous }),
        )}
      />
    </div>
  )
}

export function RankingsSkeleton({ many }: { many: boolean }) {
  const t = useTranslations('overview.rankings')
  return (
    <div className={grid(many ? 3 : 2)}>
      {many && <RankingSkeleton title={t('publishers')} />}
      <RankingSkeleton title={t('advertisers')} />
      <RankingSkeleton title={t('countries')} />
    </div>
  )
}
