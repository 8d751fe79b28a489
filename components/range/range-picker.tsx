'use client'

import { CalendarDays, Check } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Popover, Switch } from 'radix-ui'
import { useState } from 'react'
import { rangeDays, todayIn } from '../days'
import { dayRange, zoneName } from '../format'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { menuLine, PopoverPanel } from '../ui/overlay'
import { UrlLink } from '../url-link'
import { compares, presetNames, presets, rangeOf, shortPresetNames, withParams, withRange } from '../url-state'
import { useUrl } from '../use-url'
import { useViewer } from '../viewer'

const load = async () => (await import('./calendar')).Calendar
/** Loaded when somebody reaches for it; the place it takes is kept free, so that the panel opens in its size. */
const Calendar = dynamic(load, { ssr: false, loading: () => <div className="h-[21.25rem] w-[15.75rem] pointer-coarse:w-[17.5rem]" /> })

function CompareSwitch() {
  const { params, go } = useUrl()
  return (
    <label htmlFor="compare" className="control flex items-center justify-between gap-6">
      Compare with the period before
      <Switch.Root
        id="compare"
        checked={compares(params)}
        onCheckedChange={(on) => go(withParams(params, { compare: on ? null : 'none' }), 'replace')}
        className="hit-area h-5 w-9 rounded-full border border-border-control bg-surface-sunken p-px transition-colors duration-100 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Switch.Thumb className="block size-4 rounded-full bg-muted transition-transform duration-100 data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
      </Switch.Root>
    </label>
  )
}

/** When: presets that apply at once, any days from the calendar, and the comparison where there is one. Days are the organization's. */
export function RangePicker({ comparing }: { comparing: boolean }) {
  const { params, go } = useUrl()
  const { timezone } = useViewer().organization
  const [open, setOpen] = useState(false)
  const today = todayIn(timezone)
  const choice = rangeOf(params)
  const days = rangeDays(choice, today)
  const words = dayRange(days.from, days.to)
  const name = 'preset' in choice ? presetNames[choice.preset] : words

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          onPointerEnter={() => void load()}
          onFocus={() => void load()}
          aria-label={`Range: ${name === words ? words : `${name}, ${words}`}`}
        >
          <CalendarDays className="text-muted max-sm:hidden" aria-hidden />
          {'preset' in choice ? (
            <>
              <span className="sm:hidden">{shortPresetNames[choice.preset]}</span>
              <span className="max-sm:hidden">{name}</span>
            </>
          ) : (
            <span className="max-sm:max-w-28 max-sm:truncate">{name}</span>
          )}
          {name !== words && <span className="hidden font-normal text-muted xl:inline">{words}</span>}
        </Button>
      </Popover.Trigger>
      <PopoverPanel align="end" className="p-0" aria-label="Choose a range">
        <div className="flex max-sm:flex-col">
          <ul className="grid shrink-0 p-1.5 max-sm:grid-cols-2 max-sm:border-b sm:w-44 sm:content-start sm:border-r" aria-label="Presets">
            {presets.map((preset) => {
              const isCurrent = 'preset' in choice && choice.preset === preset
              return (
                <li key={preset}>
                  <UrlLink
                    to={withRange(params, { preset })}
                    onClick={() => setOpen(false)}
                    aria-current={isCurrent ? 'true' : undefined}
                    className={cn(menuLine, 'hover:bg-surface-sunken', isCurrent && 'font-medium text-accent')}
                  >
                    <span className="flex-1">{presetNames[preset]}</span>
                    {isCurrent && <Check aria-hidden />}
                  </UrlLink>
                </li>
              )
            })}
          </ul>
          <div className="space-y-3 p-3">
            {/* Unmounts with the panel, so that a half-made choice is gone when it is opened again. */}
            <Calendar
              days={days}
              today={today}
              onApply={(chosen) => {
                setOpen(false)
                go(withRange(params, chosen))
              }}
            />
          </div>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 border-t px-4 py-1.5">
          {comparing && <CompareSwitch />}
          <p className="py-1.5 text-sm text-muted" title={timezone}>
            Days in {zoneName(timezone)}
          </p>
        </div>
      </PopoverPanel>
    </Popover.Root>
  )
}
