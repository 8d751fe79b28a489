'use client'

import { addDays } from '../days'
import { change, dayInWords, fullDay, number, share } from '../format'
import { Swatch } from './swatch'

/** A day in words: how much, what part of the range, and how it compares. */
export function DayTooltip({
  point,
  unit,
  daysBack,
  total,
  isOpen,
}: {
  point: { day: string; value: number; previous: number | null; isBefore: boolean }
  unit: string
  daysBack: number
  total: number
  isOpen: boolean
}) {
  const moved = change(point.value, point.previous)
  return (
    <div className="rounded-control border bg-surface-raised px-3 py-2 text-sm shadow-overlay">
      <p className="mb-1.5 font-medium">
        {dayInWords(point.day)}
        {isOpen && <span className="font-normal text-muted">, so far</span>}
      </p>
      <dl className="grid grid-cols-[auto_1fr_auto_auto] items-center gap-x-2.5 gap-y-1 tabular-nums">
        <Swatch kind={isOpen ? 'open' : point.isBefore ? 'previous' : 'current'} />
        <dt className="capitalize">{unit}</dt>
        <dd className="text-right font-medium">{number(point.value)}</dd>
        <dd className="text-right text-muted">{point.isBefore ? '' : `${share(point.value, total)} of range`}</dd>
        {point.previous !== null && (
          <>
            <Swatch kind="previous" />
            <dt className="text-muted">{fullDay(addDays(point.day, -daysBack))}</dt>
            <dd className="text-right">{number(point.previous)}</dd>
            <dd className="text-right text-muted">{moved?.text}</dd>
          </>
        )}
      </dl>
    </div>
  )
}
