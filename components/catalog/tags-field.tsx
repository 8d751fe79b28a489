'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useRef, useState } from 'react'
import { tagsResource } from '@/lib/api/v2/tags.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FieldNote, noted } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { menuLine, PopoverPanel, searchLine } from '@/components/ui/overlay'
import { useListValue } from '@/components/ui/use-list-value'
import { useFound, type Source } from './use-found'

type Tag = { id: string; name: string }

const { list, create } = tagsResource.contracts
const source: Source<Tag> = {
  contract: list,
  asks: { sort: 'name' },
  option: ({ id, name }) => ({ value: id, label: name }),
}
/** cmdk's value of the line that creates a tag. */
const NEW = 'new'

/** A record's tags. Finds them by typing, and creates those that don't exist. */
export function TagsField({
  field: { id, error },
  label,
  value,
  onChange,
  known,
}: {
  /** From `form.field(name)`. */
  field: { name: string; id: string; error: string | undefined }
  label: string
  value: readonly string[]
  onChange: (ids: string[]) => void
  /** The tags that the record has now. */
  known: readonly Tag[]
}) {
  const t = useTranslations('catalog.pickers')
  const common = useTranslations('common')
  const client = useQueryClient()
  const canCreate = useViewer().permissions.includes('catalog:manage')
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [names, setNames] = useState<ReadonlyMap<string, string>>(() => new Map(known.map((tag) => [tag.id, tag.name])))
  const [problem, setProblem] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { options, state } = useFound(source, typed, open)
  const name = typed.trim()
  const offersNew =
    canCreate &&
    name !== '' &&
    state === 'known' &&
    !options.some((one) => one.label.toLowerCase() === name.toLowerCase())
  const line = useListValue([...options.map((option) => option.value), ...(offersNew ? [NEW] : [])])

  function add(option: Option) {
    setNames((all) => new Map([...all, [option.value, option.label]]))
    onChange(value.includes(option.value) ? value.filter((one) => one !== option.value) : [...value, option.value])
  }
  async function createTag() {
    setProblem(null)
    try {
      const { created_item_id: created } = await call(create, { body: { name } })
      void client.invalidateQueries({ queryKey: [list.id] })
      add({ value: created, label: name })
      setTyped('')
    } catch (failure) {
      setProblem(problemFrom(failure).message)
    }
  }
  return (
    <fieldset className="space-y-1.5" aria-describedby={noted(id, error)['aria-describedby']}>
      <legend className="font-medium">{label}</legend>
      <ul className="flex flex-wrap items-center gap-2">
        {value.map((tag) => (
          <li
            key={tag}
            className="inline-flex h-7 items-center gap-1 rounded-full border bg-surface-sunken pr-1 pl-2.5 text-sm"
          >
            {names.get(tag) ?? common('loading')}
            <button
              type="button"
              aria-label={t('removeTag', { name: names.get(tag) ?? '' })}
              onClick={() => {
                onChange(value.filter((one) => one !== tag))
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
              setTyped('')
              setProblem(null)
            }}
          >
            <Popover.Trigger asChild>
              <Button id={id} ref={button}>
                <Plus className="text-muted" aria-hidden />
                {t('addTag')}
              </Button>
            </Popover.Trigger>
            <PopoverPanel align="start" className="w-72 overflow-hidden p-0" aria-label={t('searchTags')}>
              <Command shouldFilter={false} label={t('searchTags')} {...line}>
                <Command.Input
                  value={typed}
                  onValueChange={setTyped}
                  placeholder={t('searchTags')}
                  maxLength={50}
                  className={searchLine}
                />
                {problem !== null && (
                  <p role="alert" className="px-3.5 pt-2 text-sm text-negative">
                    {t('tagFailed', { message: problem })}
                  </p>
                )}
                <Command.List className="scrollbar-thin max-h-64 overflow-y-auto p-1">
                  {options.map((option) => (
                    <Command.Item
                      key={option.value}
                      value={option.value}
                      onSelect={() => add(option)}
                      className={menuLine}
                    >
                      <Check className={cn(!value.includes(option.value) && 'invisible')} aria-hidden />
                      <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    </Command.Item>
                  ))}
                  {offersNew && (
                    <Command.Item value={NEW} onSelect={() => void createTag()} className={menuLine}>
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
      <FieldNote id={id} error={error} />
    </fieldset>
  )
}
