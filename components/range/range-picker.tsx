'use client'

import { CalendarDays, Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { Popover, Switch } from 'radix-ui'
import { useState } from 'react'
import { today } from '@/lib/days'
import { dayRange, zoneName } from '@/components/ui/format'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { menuLine, PopoverPanel } from '@/components/ui/overlay'
import { UrlLink } from '@/components/url/url-link'
import { compares, presets, askedRangeOf, withParams, withRange } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'

const load = async () => (await import('./calendar')).Calendar
/** Loaded when the pointer or focus gets near. Its space is reserved, so the panel opens at its final size. */
const Calendar = dynamic(load, {
  ssr: false,
  loading: () => <div className="h-[21.25rem] w-[15.75rem] pointer-coarse:w-[17.5rem]" />,
})

function CompareSwitch() {
  const t = useTranslations('range')
  const { params, go } = useUrl()
  return (
    <label htmlFor="compare" className="control flex items-center justify-between gap-6">
      {t('compare')}
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

/** Focuses the current preset. Radix alone would skip links and focus whichever button loaded first. */
function focusPreset(event: Event): void {
  event.preventDefault()
  const panel = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
  const preset = panel?.querySelector<HTMLElement>('a[aria-current]') ?? panel?.querySelector('a')
  preset?.focus()
}

/** Presets that apply right away, a calendar for any other days, and a comparison switch if the page has one. Days are the organization's. */
export function RangePicker({ comparing }: { comparing: boolean }) {
  const t = useTranslations('range')
  const { params, go } = useUrl()
  const { timezone } = useViewer().organization
  const [open, setOpen] = useState(false)
  const current = today(timezone)
  const chosen = askedRangeOf(params, current)
  const preset = chosen?.preset ?? null
  const dates = chosen && dayRange(chosen.from, chosen.to)
  const name = preset ? t(`presets.${preset}`) : (dates ?? t('invalid'))

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          onPointerEnter={() => void load()}
          onFocus={() => void load()}
          aria-label={preset && dates ? t('buttonWithDates', { name, dates }) : t('button', { name })}
        >
          <CalendarDays className="text-muted max-sm:hidden" aria-hidden />
          {preset ? (
            <>
              <span className="sm:hidden">{t(`shortPresets.${preset}`)}</span>
              <span className="max-sm:hidden">{name}</span>
              <span className="hidden font-normal text-muted xl:inline">{dates}</span>
            </>
          ) : (
            <span className="max-sm:max-w-28 max-sm:truncate">{name}</span>
          )}
        </Button>
      </Popover.Trigger>
      <PopoverPanel align="end" className="p-0" aria-label={t('panel')} onOpenAutoFocus={focusPreset}>
        <div className="flex max-sm:flex-col">
          <ul
            className="grid shrink-0 p-1.5 max-sm:grid-cols-2 max-sm:border-b sm:w-44 sm:content-start sm:border-r"
            aria-label={t('presetList')}
          >
            {presets.map((each) => {
              const isCurrent = each === preset
              return (
                <li key={each}>
                  <UrlLink
                    to={withRange(params, { preset: each })}
                    onClick={() => setOpen(false)}
                    aria-current={isCurrent ? 'true' : undefined}
                    className={cn(menuLine, 'hover:bg-surface-sunken', isCurrent && 'font-medium text-accent')}
                  >
                    <span className="flex-1">{t(`presets.${each}`)}</span>
                    {isCurrent && <Check aria-hidden />}
                  </UrlLink>
                </li>
              )
            })}
          </ul>
          <div className="p-3">
            {/* Unmounts with the panel, so an unfinished choice is gone when it opens again. */}
            <Calendar
              days={chosen}
              today={current}
              onApply={(days) => {
                setOpen(false)
                go(withRange(params, days))
              }}
            />
          </div>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 border-t px-4 py-1.5">
          {comparing && <CompareSwitch />}
          <p className="py-1.5 text-sm text-muted" title={timezone}>
            {t('zone', { zone: zoneName(timezone) })}
          </p>
        </div>
      </PopoverPanel>
    </Popover.Root>
  )
}
