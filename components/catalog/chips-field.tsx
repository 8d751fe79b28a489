'use client'

import { Command } from 'cmdk'
import { Check, Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FieldNote, noted } from '@/components/ui/field'
import { fitting, type Option } from '@/components/ui/fitting'
import { menuLine, PopoverPanel, searchLine } from '@/components/ui/overlay'
import { useListValue } from '@/components/ui/use-list-value'
import { useFound, type Source } from './use-found'

/** cmdk's value of the line that creates an option. */
const NEW = 'new'

type Bound = { name: string; id: string; error: string | undefined }

type Words = {
  /** The button that opens the list: "Add tag". */
  add: string
  /** The search field's placeholder. */
  search: string
}

type Props = {
  /** From `form.field(name)`. */
  field: Bound
  label: string
  help?: ReactNode
  value: readonly string[]
  onChange: (value: string[]) => void
  words: Words
}

/** Creates an option of the typed name. Without one, `problem` says why. */
type Creating = {
  line: (name: string) => string
  run: (name: string) => Promise<Option | null>
  problem: string | null
}

/** Any number of choices, each a chip that can be removed, and a list to find more. */
export function ChipsField({
  field: { id, error },
  label,
  help,
  value,
  onChange,
  words,
  options,
  nothing,
  nameOf,
  typed,
  open,
  onTyped,
  onOpen,
  onPick,
  create,
}: Props & {
  /** What fits the typed text. */
  options: readonly Option[]
  /** What to say if nothing does. */
  nothing?: string
  /** What people call a chosen value. */
  nameOf: (value: string) => string
  typed: string
  open: boolean
  onTyped: (typed: string) => void
  onOpen: (open: boolean) => void
  onPick?: (option: Option) => void
  create?: Creating | undefined
}) {
  const t = useTranslations('catalog.pickers')
  const common = useTranslations('common')
  const button = useRef<HTMLButtonElement>(null)
  const name = typed.trim()
  const line = useListValue([...options.map((option) => option.value), ...(create ? [NEW] : [])])

  async function addNew({ run }: Creating) {
    const option = await run(name)
    if (option === null) return
    toggle(option)
    onTyped('')
  }
  function toggle(option: Option) {
    onPick?.(option)
    onChange(value.includes(option.value) ? value.filter((one) => one !== option.value) : [...value, option.value])
  }
  return (
    <fieldset className="space-y-1.5" aria-describedby={noted(id, error, help)['aria-describedby']}>
      <legend className="font-medium">{label}</legend>
      <ul className="flex flex-wrap items-center gap-2">
        {value.map((one) => (
          <li
            key={one}
            className="inline-flex h-7 max-w-full items-center gap-1 rounded-full border bg-surface-sunken pr-1 pl-2.5 text-sm"
          >
            <span className="truncate">{nameOf(one)}</span>
            <button
              type="button"
              aria-label={t('removeTag', { name: nameOf(one) })}
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
          <Popover.Root open={open} onOpenChange={onOpen}>
            <Popover.Trigger asChild>
              <Button id={id} ref={button}>
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
                  maxLength={50}
                  className={searchLine}
                />
                {create?.problem && (
                  <p role="alert" className="px-3.5 pt-2 text-sm text-negative">
                    {create.problem}
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
                  {create && (
                    <Command.Item value={NEW} onSelect={() => void addNew(create)} className={menuLine}>
                      <Plus aria-hidden />
                      <span className="min-w-0 flex-1 truncate">{create.line(name)}</span>
                    </Command.Item>
                  )}
                  {options.length === 0 && !create && (
                    <p className="px-3 py-6 text-center text-muted">{nothing ?? common('noMatches')}</p>
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

/** Any number of known options, such as countries. */
export function OptionsField({ options, ...props }: Props & { options: readonly Option[] }) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  return (
    <ChipsField
      {...props}
      options={fitting(options, typed)}
      nameOf={(value) => options.find((option) => option.value === value)?.label ?? value}
      typed={typed}
      open={open}
      onTyped={setTyped}
      onOpen={(next) => {
        setOpen(next)
        setTyped('')
      }}
    />
  )
}

/** References to any number of other records, found by typing. Its values are their IDs. */
export function ReferencesField<Item>({
  source,
  known,
  ...props
}: Props & {
  source: Source<Item>
  /** What the record refers to now. */
  known: readonly Option[]
}) {
  const common = useTranslations('common')
  const t = useTranslations('catalog.pickers')
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<readonly Option[]>(known)
  const { options, state } = useFound(source, typed, open)
  return (
    <ChipsField
      {...props}
      options={options}
      {...(state === 'known' ? {} : { nothing: t(state === 'pending' ? 'searching' : 'failed') })}
      nameOf={(value) => [...picked, ...known].find((option) => option.value === value)?.label ?? common('loading')}
      typed={typed}
      open={open}
      onTyped={setTyped}
      onOpen={(next) => {
        setOpen(next)
        setTyped('')
      }}
      onPick={(option) => setPicked((all) => [...all, option])}
    />
  )
}
