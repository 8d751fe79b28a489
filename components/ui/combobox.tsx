'use client'

import { Command } from 'cmdk'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { cn } from './cn'
import { box, type FieldControl } from './field'
import { fitting, type Option } from './fitting'
import { menuLine, PopoverPanel, searchLine } from './overlay'
import { useListValue } from './use-list-value'

/**
 * A choice of one out of many, found by typing. In a form it's a field like any other: `control` comes from Field. Without `onTyped`,
 * `options` are all there are and are searched here. With it, they're what the caller found for the text.
 */
export function Combobox({
  control,
  options,
  value,
  onChange,
  placeholder,
  search,
  onTyped,
  onOpen,
  nothing,
}: {
  control: FieldControl
  options: readonly Option[]
  value: Option | null
  onChange: (option: Option) => void
  placeholder: string
  /** The search field's placeholder. */
  search: string
  onTyped?: (typed: string) => void
  onOpen?: () => void
  nothing?: string
}) {
  const t = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const shown = onTyped ? options : fitting(options, typed)
  const line = useListValue(
    shown.map((option) => option.value),
    value?.value,
  )
  const { name, ...button } = control

  function type(next: string) {
    setTyped(next)
    onTyped?.(next)
  }
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) return
        type('')
        onOpen?.()
      }}
    >
      <input type="hidden" name={name} value={value?.value ?? ''} />
      <Popover.Trigger {...button} className={cn(box, 'flex items-center gap-2 text-left')}>
        <span className={cn('min-w-0 flex-1 truncate', !value && 'text-muted')}>{value?.label ?? placeholder}</span>
        <ChevronsUpDown className="size-4 shrink-0 text-muted" aria-hidden />
      </Popover.Trigger>
      <PopoverPanel
        align="start"
        className="w-(--radix-popover-trigger-width) min-w-64 overflow-hidden p-0"
        aria-label={search}
      >
        <Command shouldFilter={false} label={search} {...line}>
          <Command.Input value={typed} onValueChange={type} placeholder={search} className={searchLine} />
          <Command.List className="scrollbar-thin max-h-64 overflow-y-auto p-1">
            {shown.map((option) => (
              <Command.Item
                key={option.value}
                value={option.value}
                onSelect={() => {
                  onChange(option)
                  setOpen(false)
                }}
                className={menuLine}
              >
                <Check className={cn(option.value !== value?.value && 'invisible')} aria-hidden />
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
              </Command.Item>
            ))}
            {shown.length === 0 && <p className="px-3 py-6 text-center text-muted">{nothing ?? t('noMatches')}</p>}
          </Command.List>
        </Command>
      </PopoverPanel>
    </Popover.Root>
  )
}
