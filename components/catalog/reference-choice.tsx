'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { pathOf } from '@/lib/api/contract'
import { ask } from '@/components/api/call'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { menuLine, PopoverPanel, searchLine } from '@/components/ui/overlay'
import { useListValue } from '@/components/ui/use-list-value'
import { queryString, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useFound, type Source } from './use-found'

/** The name of what's chosen, which the URL only has the value of. */
function useChosenName<Item>({ contract, params = {}, option }: Source<Item>, by: string | null, value: string) {
  const asked = queryString(new URLSearchParams({ [by ?? 'q']: value }))
  const { data } = useQuery({
    queryKey: [contract.id, 'chosen', params, asked],
    queryFn: ({ signal }) => ask(contract.response, `${pathOf(contract, params)}?${asked}`, { signal }),
    enabled: by !== null && value !== '',
    staleTime: 60_000,
  })
  if (by === null) return value
  return data?.data.map(option).find((one) => one.value === value)?.label
}

/** Filters a list by another record, found by typing and kept in the URL. */
export function ReferenceChoice<Item>({
  parameter,
  label,
  source,
  by,
}: {
  parameter: string
  /** What it filters by: "Advertiser". */
  label: string
  source: Source<Item>
  /** The list's parameter that finds a record by the option's value, such as `filter[id]`. Null if the value is its own name. */
  by: string | null
}) {
  const t = useTranslations('catalog.pickers')
  const common = useTranslations('common')
  const { params, go } = useUrl()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const value = params.get(parameter) ?? ''
  const { options, state } = useFound(source, typed, open)
  const name = useChosenName(source, by, value)
  const any = typed.trim() === '' ? [{ value: '', label: t('any') }] : []
  const shown = [...any, ...options]
  const line = useListValue(
    shown.map((option) => option.value || 'any'),
    value || 'any',
  )
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setTyped('')
      }}
    >
      <Popover.Trigger asChild>
        <Button className="max-w-56 min-w-0">
          <span className="truncate">{value === '' ? label : t('chosen', { label, name: name ?? '…' })}</span>
          <ChevronDown className="text-muted" aria-hidden />
        </Button>
      </Popover.Trigger>
      <PopoverPanel align="start" className="w-72 overflow-hidden p-0" aria-label={label}>
        <Command shouldFilter={false} label={label} {...line}>
          <Command.Input
            value={typed}
            onValueChange={setTyped}
            placeholder={t('search')}
            maxLength={200}
            className={searchLine}
          />
          <Command.List className="scrollbar-thin max-h-64 overflow-y-auto p-1">
            {shown.map((option) => (
              <Command.Item
                key={option.value}
                value={option.value || 'any'}
                onSelect={() => {
                  go(withQuestion(params, { [parameter]: option.value }))
                  setOpen(false)
                }}
                className={menuLine}
              >
                <Check className={cn(option.value !== value && 'invisible')} aria-hidden />
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
              </Command.Item>
            ))}
            {shown.length === 0 && (
              <p className="px-3 py-6 text-center text-muted">
                {state === 'pending' ? t('searching') : state === 'failed' ? t('failed') : common('noMatches')}
              </p>
            )}
          </Command.List>
        </Command>
      </PopoverPanel>
    </Popover.Root>
  )
}
