'use client'

import { Command } from 'cmdk'
import { Check, Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useRef, useState, type ReactNode } from 'react'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FieldNote, noted } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { menuLine, PopoverPanel, searchLine } from '@/components/ui/overlay'
import { useListValue } from '@/components/ui/use-list-value'

/** cmdk's value of the line that creates an option. */
const NEW = 'new'

type Props = {
  /** From `form.field(name)`. */
  field: { name: string; id: string; error: string | undefined }
  label: string
  /** The label is on the screen already, such as in a table's head. */
  isLabelHidden?: boolean
  help?: ReactNode
  value: readonly string[]
  onChange: (value: string[]) => void
  /** What to call a chosen value. Undefined while that's being looked up. */
  nameOf: (value: string) => string | undefined
  /** What can be chosen, for the text that `onTyped` was last given. */
  options: readonly Option[]
  state?: 'pending' | 'failed' | 'known'
  typed: string
  onTyped: (typed: string) => void
  onOpenChange?: (open: boolean) => void
  onPick?: (option: Option) => void
  words: { add: string; search: string }
  /** Creates an option that doesn't exist. Resolves to it. */
  create?: ((name: string) => Promise<Option> | Option) | undefined
  /** The longest text that can be typed. */
  most?: number
}

/** A choice of any number out of many, found by typing. Each is a chip that can be removed. */
export function ChipsField({
  field: { id, error },
  label,
  isLabelHidden = false,
  help,
  value,
  onChange,
  nameOf,
  options,
  state = 'known',
  typed,
  onTyped,
  onOpenChange,
  onPick,
  words,
  create,
  most = 200,
}: Props) {
  const t = useTranslations('catalog.pickers')
  const common = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const name = typed.trim()
  const offersNew =
    create !== undefined &&
    name !== '' &&
    state === 'known' &&
    !options.some((one) => one.label.toLowerCase() === name.toLowerCase())
  const line = useListValue([...options.map((option) => option.value), ...(offersNew ? [NEW] : [])])

  function toggle(option: Option) {
    onPick?.(option)
    onChange(value.includes(option.value) ? value.filter((one) => one !== option.value) : [...value, option.value])
  }
  async function createOne() {
    setProblem(null)
    try {
      const option = await create?.(name)
      if (option) toggle(option)
      onTyped('')
    } catch (failure) {
      setProblem(problemFrom(failure).message)
    }
  }
  return (
    <fieldset className="min-w-0 space-y-1.5" aria-describedby={noted(id, error, help)['aria-describedby']}>
      <legend className={cn('font-medium', isLabelHidden && 'sr-only')}>{label}</legend>
      <ul className="flex flex-wrap items-center gap-2">
        {value.map((one) => (
          <li
            key={one}
            className="inline-flex h-7 max-w-full items-center gap-1 rounded-full border bg-surface-sunken pr-1 pl-2.5 text-sm"
          >
            <span className="truncate">{nameOf(one) ?? common('loading')}</span>
            <button
              type="button"
              aria-label={t('removeTag', { name: nameOf(one) ?? '' })}
              onClick={() => {
                onChange(value.filter((other) => other !== one))
                button.current?.focus()
              }}
              className="hit-area rounded-full p-0.5 text-muted hover:text-text"
            >
              <X className="size-3.5" aria-hidden />
            </button>
          </li>
        ))}
        <li>
          <Popover.Root
            open={open}
            onOpenChange={(next) => {
              setOpen(next)
              onTyped('')
              setProblem(null)
              onOpenChange?.(next)
            }}
          >
            <Popover.Trigger asChild>
              <Button id={id} ref={button} aria-label={isLabelHidden ? `${words.add}: ${label}` : undefined}>
                <Plus className="text-muted" aria-hidden />
                {words.add}
              </Button>
            </Popover.Trigger>
            <PopoverPanel align="start" className="w-72 overflow-hidden p-0" aria-label={words.search}>
              <Command shouldFilter={false} label={words.search} {...line}>
                <Command.Input
                  value={typed}
                  onValueChange={onTyped}
                  placeholder={words.search}
                  maxLength={most}
                  className={searchLine}
                />
                {problem !== null && (
                  <p role="alert" className="px-3.5 pt-2 text-sm text-negative">
                    {t('createFailed', { message: problem })}
                  </p>
                )}
                <Command.List className="scrollbar-thin max-h-64 overflow-y-auto p-1">
                  {options.map((option) => (
                    <Command.Item
                      key={option.value}
                      value={option.value}
                      onSelect={() => toggle(option)}
                      className={menuLine}
                    >
                      <Check className={cn(!value.includes(option.value) && 'invisible')} aria-hidden />
                      <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    </Command.Item>
                  ))}
                  {offersNew && (
                    <Command.Item value={NEW} onSelect={() => void createOne()} className={menuLine}>
                      <Plus aria-hidden />
                      <span className="min-w-0 flex-1 truncate">{t('createTag', { name })}</span>
                    </Command.Item>
                  )}
                  {options.length === 0 && !offersNew && (
                    <p className="px-3 py-6 text-center text-muted">
                      {state === 'pending' ? t('searching') : state === 'failed' ? t('failed') : common('noMatches')}
                    </p>
                  )}
                </Command.List>
              </Command>
            </PopoverPanel>
          </Popover.Root>
        </li>
      </ul>
      <FieldNote id={id} help={help} error={error} />
    </fieldset>
  )
}
