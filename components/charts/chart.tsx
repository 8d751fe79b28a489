'use client'

import dynamic from 'next/dynamic'
import { addDays } from '../days'
import { dayRange, fullDay, number } from '../format'
import { cn } from '../ui/cn'
import { Swatch } from './swatch'
import type { DayChartProps, DayPoint } from './day-chart'

/** Axes without a series: what stands where the chart will be, so that nothing moves when it comes. */
function EmptyAxes() {
  return (
    <div className="flex h-full flex-col justify-between pt-2 pr-5 pb-[34px] pl-11" aria-hidden>
      {['top', 'upper', 'middle', 'lower', 'zero'].map((line) => (
        <div key={line} className="border-t" />
      ))}
    </div>
  )
}

const DayChart = dynamic(() => import('./day-chart'), { ssr: false, loading: EmptyAxes })

function Key({ range, previous, incomplete }: { range: { from: string; to: string }; previous: { from: string; to: string } | null; incomplete: boolean }) {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      <li className="flex items-center gap-2">
        <Swatch kind="current" />
        {dayRange(range.from, range.to)}
      </li>
      {previous && (
        <li className="flex items-center gap-2">
          <Swatch kind="previous" />
          {dayRange(previous.from, previous.to)}
        </li>
      )}
      {incomplete && (
        <li className="flex items-center gap-2">
          <Swatch kind="open" />
          today so far
        </li>
      )}
    </ul>
  )
}

function Table({ caption, points, unit, previous, daysBack }: { caption: string; points: DayPoint[]; unit: string; previous: boolean; daysBack: number }) {
  return (
    // The table itself would not shrink to a hidden box.
    <div className="sr-only">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">{unit}</th>
            {previous && <th scope="col">Compared day</th>}
            {previous && <th scope="col">{unit} on the compared day</th>}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.day}>
              <th scope="row">{fullDay(point.day)}</th>
              <td>{number(point.value)}</td>
              {previous && <td>{fullDay(addDays(point.day, -daysBack))}</td>}
              {previous && <td>{number(point.previous ?? 0)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A question as title, its answer per day as a chart, and the same as a table for those who do not see the chart. */
export function ChartPerDay({
  title,
  unit,
  points,
  range,
  previous,
  incomplete,
  empty,
}: {
  title: string
  unit: string
  points: DayPoint[]
  range: { from: string; to: string; days: number }
  previous: { from: string; to: string } | null
  incomplete: boolean
  /** Said in the middle when there is nothing to draw. */
  empty: string
}) {
  const isEmpty = points.every(({ value, previous: before }) => value === 0 && !before)
  const chart: DayChartProps = { points, unit, daysBack: range.days, incomplete }
  return (
    <figure className="p-4 md:p-5">
      <figcaption className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {!isEmpty && points.length > 1 && <Key range={range} previous={previous} incomplete={incomplete} />}
      </figcaption>
      <div className="relative h-60 md:h-72">
        {/* What a screen reader gets is the table; the arrow keys still work for those who see. */}
        <div className={cn('h-full', isEmpty && 'pointer-events-none')}>
          <DayChart {...chart} />
        </div>
        {isEmpty && (
          <p className="absolute inset-x-11 top-[38%] flex justify-center">
            {/* Lines of the grid do not run through the words. */}
            <span className="max-w-sm bg-surface-raised px-3 py-1 text-center text-balance text-muted">{empty}</span>
          </p>
        )}
      </div>
      <Table caption={title} points={points} unit={unit} previous={previous !== null} daysBack={range.days} />
    </figure>
  )
}
