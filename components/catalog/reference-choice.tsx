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

/** cmdk's value of the line that removes the filter. */
const ANY = 'any'

/** A list's filter by the ID of a record that its rows refer to, found by typing. Kept in the URL under its parameter. */
export function ReferenceChoice<Item>({
  parameter,
  label,
  source,
  search,
}: {
  parameter: string
  label: string
  source: Source<Item>
  /** The search field's placeholder. */
  search: string
}) {
  const t = useTranslations('catalog')
  const none = useTranslations('common')('noMatches')
  const { params, go } = useUrl()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const value = params.get(parameter)
  const { options, state } = useFound(source, typed, open)
  const name = useName(source, value)
  const offersAny = typed.trim() === ''
  const line = useListValue([...(offersAny ? [ANY] : []), ...options.map((option) => option.value)], value ?? ANY)

  function choose(next: string | null) {
    go(withQuestion(params, { [parameter]: next }))
    setOpen(false)
  }
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setTyped('')
      }}
    >
      <Popover.Trigger asChild>
        <Button className="max-w-64">
          <span className="truncate">{value === null ? label : t('list.chosen', { label, name: name ?? value })}</span>
          <ChevronDown className="text-muted" aria-hidden />
        </Button>
      </Popover.Trigger>
      <PopoverPanel align="start" className="w-72 overflow-hidden p-0" aria-label={search}>
        <Command shouldFilter={false} label={search} {...line}>
          <Command.Input value={typed} onValueChange={setTyped} placeholder={search} className={searchLine} />
          <Command.List className="scrollbar-thin max-h-64 overflow-y-auto p-1">
            {offersAny && (
              <Command.Item value={ANY} onSelect={() => choose(null)} className={menuLine}>
                <Check className={cn(value !== null && 'invisible')} aria-hidden />
                {t('list.any')}
              </Command.Item>
            )}
            {options.map((option) => (
              <Command.Item
                key={option.value}
                value={option.value}
                onSelect={() => choose(option.value)}
                className={menuLine}
              >
                <Check className={cn(option.value !== value && 'invisible')} aria-hidden />
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
              </Command.Item>
            ))}
            {options.length === 0 && (
              <p className="px-3 py-6 text-center text-muted">
                {state === 'pending' ? t('pickers.searching') : state === 'failed' ? t('pickers.failed') : none}
              </p>
            )}
          </Command.List>
        </Command>
      </PopoverPanel>
    </Popover.Root>
  )
}

/** The name of the chosen record. */
function useName<Item>({ contract, params = {}, option }: Source<Item>, value: string | null): string | undefined {
  const asked = queryString(new URLSearchParams({ 'filter[id]': value ?? '' }))
  const { data } = useQuery({
    queryKey: [contract.id, 'named', params, asked],
    queryFn: ({ signal }) => ask(contract.response, `${pathOf(contract, params)}?${asked}`, { signal }),
    enabled: value !== null,
    staleTime: 60_000,
  })
  return data?.data.map(option).find((one) => one.value === value)?.label
}
