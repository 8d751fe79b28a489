'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { tagsResource } from '@/lib/api/v2/tags.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { ChipsField } from './chips-field'
import { useFound, type Source } from './use-found'

type Tag = { id: string; name: string }

const { list, create } = tagsResource.contracts

/** Where tags are found. */
export const tagSource: Source<Tag> = {
  contract: list,
  asks: { sort: 'name' },
  option: ({ id, name }) => ({ value: id, label: name }),
}

/** A record's tags. Finds them by typing, and creates those that don't exist. */
export function TagsField({
  field,
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
  const { options, state } = useFound(tagSource, typed, open)
  const name = typed.trim()
  const offersNew =
    canCreate &&
    name !== '' &&
    state === 'known' &&
    !options.some((one) => one.label.toLowerCase() === name.toLowerCase())

  async function createTag(): Promise<Option | null> {
    setProblem(null)
    try {
      const { created_item_id: created } = await call(create, { body: { name } })
      void client.invalidateQueries({ queryKey: [list.id] })
      return { value: created, label: name }
    } catch (failure) {
      setProblem(t('tagFailed', { message: problemFrom(failure).message }))
      return null
    }
  }
  return (
    <ChipsField
      field={field}
      label={label}
      value={value}
      onChange={onChange}
      words={{ add: t('addTag'), search: t('searchTags') }}
      options={options}
      {...(state === 'known' ? {} : { nothing: t(state === 'pending' ? 'searching' : 'failed') })}
      nameOf={(tag) => names.get(tag) ?? common('loading')}
      typed={typed}
      open={open}
      onTyped={setTyped}
      onOpen={(next) => {
        setOpen(next)
        setTyped('')
        setProblem(null)
      }}
      onPick={({ value: id, label: called }) => setNames((all) => new Map([...all, [id, called]]))}
      create={offersNew ? { line: (called) => t('createTag', { name: called }), run: createTag, problem } : undefined}
    />
  )
}
