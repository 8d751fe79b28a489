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
import { fitting, type Option } from '@/components/ui/fitting'
import { useListValue } from '@/components/ui/use-list-value'
import { queryString, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useFound, type Source } from './use-found'

/** cmdk's value of the line that removes the filter. */
const ANY = 'any'

type Props = {
  parameter: string
  label: string
  /** The search field's placeholder. */
  search: string
}

/** The button and the list of what can be chosen. The choice is kept in the URL under its parameter. */
function Picker({
  parameter,
  label,
  search,
  name,
  options,
  nothing,
  typed,
  onTyped,
  open,
  onOpen,
}: Props & {
  /** What people call the choice. Undefined while that's being looked up. */
  name: string | undefined
  options: readonly Option[]
  /** What to say if nothing fits. */
  nothing?: string
  typed: string
  onTyped: (typed: string) => void
  open: boolean
  onOpen: (open: boolean) => void
}) {
  const t = useTranslations('catalog')
  const none = useTranslations('common')('noMatches')
  const { params, go } = useUrl()
  const value = params.get(parameter)
  const offersAny = typed.trim() === ''
  const line = useListValue([...(offersAny ? [ANY] : []), ...options.map((option) => option.value)], value ?? ANY)

  function choose(next: string | null) {
    go(withQuestion(params, { [parameter]: next }))
    onOpen(false)
  }
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        onOpen(next)
        onTyped('')
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
          <Command.Input value={typed} onValueChange={onTyped} placeholder={search} className={searchLine} />
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
            {options.length === 0 && <p className="px-3 py-6 text-center text-muted">{nothing ?? none}</p>}
          </Command.List>
        </Command>
      </PopoverPanel>
    </Popover.Root>
  )
}

/** A list's filter by one of many known options, such as a country. */
export function OptionChoice({ options, ...props }: Props & { options: readonly Option[] }) {
  const { params } = useUrl()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const value = params.get(props.parameter)
  return (
    <Picker
      {...props}
      name={options.find((option) => option.value === value)?.label}
      options={fitting(options, typed)}
      typed={typed}
      onTyped={setTyped}
      open={open}
      onOpen={setOpen}
    />
  )
}

/** A list's filter by the ID of a record that its rows refer to, found by typing. */
export function ReferenceChoice<Item>({
  source,
  extra = [],
  isName = false,
  ...props
}: Props & {
  source: Source<Item>
  /** Options are their own names, such as categories, rather than IDs. */
  isName?: boolean
  /** Choices that come first, such as no record at all. */
  extra?: readonly Option[]
}) {
  const t = useTranslations('catalog.pickers')
  const { params } = useUrl()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const value = params.get(props.parameter)
  const { options, state } = useFound(source, typed, open)
  const first = extra.find((option) => option.value === value)
  const name = useName(source, first || isName ? null : value)
  const others = options.filter((option) => extra.every((one) => one.value !== option.value))
  return (
    <Picker
      {...props}
      name={first?.label ?? name ?? (isName ? (value ?? undefined) : undefined)}
      options={typed.trim() === '' ? [...extra, ...others] : options}
      {...(state === 'known' ? {} : { nothing: t(state === 'pending' ? 'searching' : 'failed') })}
      typed={typed}
      onTyped={setTyped}
      open={open}
      onOpen={setOpen}
    />
  )
}

/** The name of the chosen record. */
function useName<Item>(
  { contract, params = {}, idParameter = 'filter[id]', option }: Source<Item>,
  value: string | null,
): string | undefined {
  const asked = queryString(new URLSearchParams({ [idParameter]: value ?? '' }))
  const { data } = useQuery({
    queryKey: [contract.id, 'named', params, asked],
    queryFn: ({ signal }) => ask(contract.response, `${pathOf(contract, params)}?${asked}`, { signal }),
    enabled: value !== null,
    staleTime: 60_000,
  })
  return data?.data.map(option).find((one) => one.value === value)?.label
}
