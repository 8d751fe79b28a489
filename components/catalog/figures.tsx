'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { recordFigures, type FiguresAnswer, type FiguresRow } from '@/lib/api/app/figures.contract'
import type { RecordDimension } from '@/lib/reports/record-dimensions'
import { useAnswer } from '@/components/api/use-answer'
import { ChangeNote } from '@/components/overview/change-note'
import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { Ago } from '@/components/ui/ago'
import { fullDay, number, shortDay } from '@/components/ui/format'
import { Skeleton } from '@/components/ui/small'
import { queryString, type Params } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { Sparkline } from './sparkline'

type Numbered = { incremental_id?: number }

/** The page's parameters that figures depend on. They're at the top of every page, so people can see them. */
const scope = ['range', 'from', 'to', 'publisher'] as const

/** The question for the figures of these records. */
export function figuresQuestion(params: Params, dimension: RecordDimension, ids: readonly number[]): string {
  const asked = new URLSearchParams({ dimension, ids: ids.join(',') })
  for (const name of scope) {
    const value = params.get(name)
    if (value && name !== dimension) asked.set(name, value)
  }
  return queryString(asked)
}

type State = { kind: 'loading' } | { kind: 'failed' } | { kind: 'known'; answer: FiguresAnswer }

/** The figures of the rows on the screen. They're asked for once the rows are there, so that the list doesn't wait for them. */
export function useFigures(dimension: RecordDimension | undefined, ids: readonly number[]): State {
  const { params } = useUrl()
  const { data, problem, outdated } = useAnswer({
    contract: recordFigures,
    question: figuresQuestion(params, dimension ?? 'advertiser', ids),
    live: ({ range }) => range.incomplete,
    enabled: dimension !== undefined && ids.length > 0,
  })
  if (data && !outdated) return { kind: 'known', answer: data }
  return { kind: problem ? 'failed' : 'loading' }
}

/** Columns with what people decide by: clicks in the range, their change, the trend, and the last click. */
export function useFigureColumns<Row extends Numbered>(state: State): Column<Row>[] {
  const t = useTranslations('catalog.figures')
  const { timezone } = useViewer().organization
  const figuresOf = (row: Row) =>
    state.kind === 'known' ? state.answer.rows.find(({ id }) => id === row.incremental_id) : undefined

  /** A cell as it loads, if it couldn't be loaded, and with figures. */
  const cell = (skeleton: string, draw: (figures: FiguresRow, answer: FiguresAnswer) => ReactNode) => (row: Row) => {
    const figures = figuresOf(row)
    if (state.kind === 'known' && figures) return draw(figures, state.answer)
    if (state.kind === 'loading') return <Skeleton className={skeleton} />
    return (
      <span className="text-muted" title={t('failed')}>
        <span aria-hidden>–</span>
        <span className="sr-only">{t('failed')}</span>
      </span>
    )
  }
  return [
    {
      id: 'clicks',
      name: t('clicks'),
      width: '5.5rem',
      phoneWidth: '4.5rem',
      onPhones: true,
      isFigure: true,
      cell: cell('ml-auto h-3.5 w-12', ({ clicks }) => number(clicks)),
      text: (row) => figuresOf(row)?.clicks ?? '',
    },
    {
      id: 'change',
      name: t('change'),
      width: '5.5rem',
      isFigure: true,
      cell: cell('ml-auto h-3.5 w-10', ({ clicks, previous }) => (
        <span title={previous === null ? undefined : t('before', { count: previous })}>
          {clicks === 0 && !previous ? <None /> : <ChangeNote value={clicks} previous={previous} brief />}
        </span>
      )),
      text: (row) => {
        const { clicks = 0, previous } = figuresOf(row) ?? {}
        return previous ? `${Math.round(((clicks - previous) / previous) * 100)}%` : ''
      },
    },
    {
      id: 'trend',
      name: t('perDay'),
      width: '8rem',
      cell: cell('h-6 w-24', ({ points }, { daysPerPoint }) => (
        <Sparkline points={points} daysPerPoint={daysPerPoint} />
      )),
      text: (row) => figuresOf(row)?.points.join(' ') ?? '',
    },
    {
      id: 'last_click',
      name: t('lastClick'),
      width: '8rem',
      cell: cell('h-3.5 w-20', ({ lastAt, lastDay }) =>
        lastAt !== null ? (
          <Ago time={lastAt} timezone={timezone} />
        ) : lastDay !== null ? (
          <span title={fullDay(lastDay)}>{shortDay(lastDay)}</span>
        ) : (
          <None />
        ),
      ),
      text: (row) => {
        const figures = figuresOf(row)
        return figures?.lastAt ?? figures?.lastDay ?? ''
      },
    },
  ]
}

const None = () => (
  <span className="text-muted" aria-hidden>
    –
  </span>
)
