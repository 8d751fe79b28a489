'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { DayPicker, type DateRange } from 'react-day-picker'
import { dateOfDay, dayOfDate, daysBetween } from '../days'
import { dayRange, plural } from '../format'
import { Button } from '../ui/button'

const day =
  'flex size-9 items-center justify-center rounded-control tabular-nums hover:bg-surface-sunken pointer-coarse:size-10 disabled:pointer-events-none disabled:opacity-40'

const classNames = {
  root: 'relative w-fit',
  months: '',
  month_caption: 'flex h-9 items-center px-2.5 font-medium',
  nav: 'absolute right-0 top-0 flex',
  button_previous: 'flex size-9 items-center justify-center rounded-control hover:bg-surface-sunken aria-disabled:opacity-40',
  button_next: 'flex size-9 items-center justify-center rounded-control hover:bg-surface-sunken aria-disabled:opacity-40',
  month_grid: 'mt-1 border-collapse',
  weekday: 'size-9 text-xs font-medium text-muted pointer-coarse:size-10',
  day: 'p-0',
  day_button: day,
  today: '[&>button]:font-semibold [&>button]:text-accent',
  outside: 'opacity-40',
  selected: '',
  range_middle: 'bg-accent-soft',
  range_start:
    'rounded-l-control bg-accent-soft [&>button]:bg-accent [&>button]:text-on-accent [&>button]:hover:bg-accent-hover data-[outside=true]:opacity-100',
  range_end: 'rounded-r-control bg-accent-soft [&>button]:bg-accent [&>button]:text-on-accent [&>button]:hover:bg-accent-hover',
  hidden: 'invisible',
}

function Chevron({ orientation }: { orientation?: 'left' | 'right' | 'up' | 'down' }) {
  const Icon = orientation === 'left' ? ChevronLeft : ChevronRight
  return <Icon className="size-4" aria-hidden />
}

/** First and last day by two clicks, or by arrow keys and Enter. Days after today cannot be chosen. */
export function Calendar({
  days,
  today,
  onApply,
}: {
  days: { from: string; to: string }
  today: string
  onApply: (days: { from: string; to: string }) => void
}) {
  const [range, setRange] = useState<DateRange | undefined>({ from: dateOfDay(days.from), to: dateOfDay(days.to) })
  const from = range?.from && dayOfDate(range.from)
  const to = range?.to && dayOfDate(range.to)
  const isComplete = from !== undefined && to !== undefined
  return (
    <>
      <DayPicker
        mode="range"
        selected={range}
        onSelect={setRange}
        resetOnSelect
        defaultMonth={dateOfDay(days.to)}
        endMonth={dateOfDay(today)}
        today={dateOfDay(today)}
        disabled={{ after: dateOfDay(today) }}
        weekStartsOn={1}
        fixedWeeks
        showOutsideDays
        classNames={classNames}
        components={{ Chevron }}
      />
      <div className="flex min-h-9 items-center justify-between gap-3">
        <p className="text-sm text-muted" aria-live="polite">
          {isComplete ? (
            <>
              <span className="block text-text">{dayRange(from, to)}</span>
              {plural(daysBetween(from, to) + 1, 'day')}
            </>
          ) : from ? (
            'Now the last day'
          ) : (
            'Choose the first day'
          )}
        </p>
        <Button variant="primary" disabled={!isComplete} onClick={() => isComplete && onApply({ from, to })}>
          Apply
        </Button>
      </div>
    </>
  )
}
