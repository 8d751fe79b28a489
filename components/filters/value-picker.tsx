'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { filterValues } from '@/lib/api/app/values.contract'
import { call } from '@/components/api/call'
import { number } from '@/components/ui/format'
import { cn } from '@/components/ui/cn'
import { menuLine, searchLine } from '@/components/ui/overlay'
import { useListValue } from '@/components/ui/use-list-value'
import {
  filterOf,
  unknownValue,
  valuesQuestion,
  withFilter,
  type Dimension,
  type UrlFilter,
} from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { plainLabel, useRemember } from './labels'

function Mode({ mode, onChange }: { mode: UrlFilter['mode']; onChange: (mode: UrlFilter['mode']) => void }) {
  const t = useTranslations('filters')
  return (
    <fieldset className="flex gap-1 p-1.5">
      <legend className="sr-only">{t('condition')}</legend>
      {(['include', 'exclude'] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={mode === name}
          onClick={() => onChange(name)}
          // Otherwise, cmdk would apply Enter to the selected line.
          onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
          className={cn(
            'control flex-1 rounded-control px-2 text-sm font-medium',
            mode === name ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-surface-sunken',
          )}
        >
          {t(name)}
        </button>
      ))}
    </fieldset>
  )
}

/** Edits one filter: search as you type, and each choice applies right away. The search field takes focus. */
export function ValuePicker({ dimension, before }: { dimension: Dimension; before?: ReactNode }) {
  const t = useTranslations('filters')
  const common = useTranslations('common')
  const search = t('search', { dimensions: useTranslations('reports.dimensions')(`${dimension}.many`) })
  const { params, latest, go } = useUrl()
  const remember = useRemember()
  const [typed, setTyped] = useState('')
  const current = filterOf(params, dimension)
  const [mode, setMode] = useState<UrlFilter['mode']>(current?.mode ?? 'include')
  const asked = valuesQuestion(params, dimension, { q: useDeferredValue(typed.trim()) })
  const { data, isError, isPending } = useQuery({
    queryKey: ['values', asked],
    queryFn: ({ signal }) => call(filterValues, { query: asked }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const chosen = current?.values ?? []
  const line = useListValue((data?.values ?? []).map(({ value }) => value || unknownValue))

  /** Changes the values in the current URL, which may be ahead of what's rendered. */
  function change(values: (chosen: readonly string[]) => string[], as: UrlFilter['mode']) {
    const now = filterOf(latest(), dimension)
    // Going back once undoes the filter, no matter how many values were tried.
    go(withFilter(latest(), dimension, { mode: as, values: values(now?.values ?? []) }), now ? 'replace' : 'push')
  }
  function toggle(value: string, label: string) {
    remember(dimension, value, label)
    change((values) => (values.includes(value) ? values.filter((other) => other !== value) : [...values, value]), mode)
  }
  return (
    <>
      {before}
      <Command shouldFilter={false} label={search} {...line}>
        <Command.Input
          // Takes over focus from the list it replaces.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={typed}
          onValueChange={setTyped}
          placeholder={search}
          className={searchLine}
        />
        <Mode
          mode={mode}
          onChange={(next) => {
            setMode(next)
            if (filterOf(latest(), dimension)) change((values) => [...values], next)
          }}
        />
        <Command.List className="scrollbar-thin h-64 overflow-y-auto border-t p-1">
          {data?.values.map(({ value: raw, label, clicks }) => {
            const value = raw || unknownValue
            const isChosen = chosen.includes(value)
            const shown = plainLabel(dimension, value, common) ?? label
            return (
              <Command.Item
                key={value}
                value={value}
                onSelect={() => toggle(value, label)}
                className={menuLine}
                aria-checked={isChosen}
              >
                <span
                  className={cn(
                    'flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-border-control',
                    isChosen && 'border-accent bg-accent',
                  )}
                  aria-hidden
                >
                  {isChosen && <Check className="size-3! text-on-accent!" />}
                </span>
                <span className="min-w-0 flex-1 truncate">{shown}</span>
                <span className="text-sm text-muted tabular-nums">{number(clicks)}</span>
              </Command.Item>
            )
          })}
          {(data?.values.length ?? 0) === 0 && (
            <p className="px-3 py-8 text-center text-muted">
              {isError ? t('failed') : isPending ? common('loading') : typed ? common('noMatches') : t('noClicks')}
            </p>
          )}
        </Command.List>
      </Command>
    </>
  )
}
