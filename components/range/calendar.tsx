'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DayPicker } from 'react-day-picker'
import { countDays } from '@/lib/days'
import { FIRST_DAY, MAX_DAYS } from '@/lib/reports/range'
import { dayRange } from '@/components/ui/format'
import { Button } from '@/components/ui/button'
import { pick, type Picked } from './pick'

const day =
  'flex size-9 items-center justify-center rounded-control tabular-nums hover:bg-surface-sunken pointer-coarse:size-10 disabled:pointer-events-none disabled:opacity-40'

const classNames = {
  root: 'relative w-fit',
  months: '',
  month_caption: 'flex h-9 items-center px-2.5 font-medium',
  nav: 'absolute right-0 top-0 flex',
  button_previous:
    'flex size-9 items-center justify-center rounded-control hover:bg-surface-sunken aria-disabled:opacity-40',
  button_next:
    'flex size-9 items-center justify-center rounded-control hover:bg-surface-sunken aria-disabled:opacity-40',
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
  range_end:
    'rounded-r-control bg-accent-soft [&>button]:bg-accent [&>button]:text-on-accent [&>button]:hover:bg-accent-hover',
  hidden: 'invisible',
}

function Chevron({ orientation }: { orientation?: 'left' | 'right' | 'up' | 'down' }) {
  const Icon = orientation === 'left' ? ChevronLeft : ChevronRight
  return <Icon className="size-4" aria-hidden />
}

/** Converts a calendar Date (local midnight) to a day and back. */
function dayOfDate(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`
}
function dateOfDay(text: string): Date {
  const [year = 1970, month = 1, date = 1] = text.split('-').map(Number)
  return new Date(year, month - 1, date)
}

/** Picks the first and last day with two clicks, or with the arrow keys and Enter. One click picks a single day. Days after today can't be picked. */
export function Calendar({
  days,
  today,
  onApply,
}: {
  days: Picked | null
  today: string
  onApply: (days: { from: string; to: string }) => void
}) {
  const t = useTranslations('range.calendar')
  const [picked, setPicked] = useState(days)
  const chosen = picked && { from: picked.from, to: picked.to ?? picked.from }
  const count = chosen ? countDays(chosen.from, chosen.to) : 0
  const last = days?.to && days.to < today ? days.to : today
  const hint = !picked
    ? t('pickStart')
    : picked.to === null
      ? t('pickEnd')
      : count > MAX_DAYS
        ? t('tooLong', { max: MAX_DAYS })
        : t('days', { count })
  return (
    <>
      <DayPicker
        mode="range"
        selected={chosen ? { from: dateOfDay(chosen.from), to: dateOfDay(chosen.to) } : undefined}
        onSelect={(_, date) => setPicked(pick(picked, dayOfDate(date)))}
        defaultMonth={dateOfDay(last)}
        startMonth={dateOfDay(FIRST_DAY)}
        endMonth={dateOfDay(today)}
        today={dateOfDay(today)}
        disabled={{ after: dateOfDay(today) }}
        weekStartsOn={1}
        fixedWeeks
        showOutsideDays
        classNames={classNames}
        components={{ Chevron }}
        labels={{ labelPrevious: () => t('previousMonth'), labelNext: () => t('nextMonth') }}
      />
      {/* Stays in view when the panel scrolls, as in a short or zoomed window. */}
      <div className="sticky bottom-0 -mx-3 -mb-3 flex min-h-16 items-center justify-between gap-3 bg-surface-raised px-3 py-3">
        <p className="text-sm text-muted" aria-live="polite">
          {chosen && <span className="block text-text">{dayRange(chosen.from, chosen.to)}</span>}
          {hint}
        </p>
        <Button variant="primary" disabled={!chosen || count > MAX_DAYS} onClick={() => chosen && onApply(chosen)}>
          {t('apply')}
        </Button>
      </div>
    </>
  )
}
