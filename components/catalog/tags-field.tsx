'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { tagsResource } from '@/lib/api/v2/tags.contract'
import { call } from '@/components/api/call'
import { useViewer } from '@/components/shell/viewer'
import { FoundChipsField } from './found-chips-field'
import type { Source } from './use-found'

type Tag = { id: string; name: string }

const { list, create } = tagsResource.contracts
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
  const client = useQueryClient()
  const canCreate = useViewer().permissions.includes('catalog:manage')

  async function createTag(name: string) {
    const { created_item_id: created } = await call(create, { body: { name } })
    void client.invalidateQueries({ queryKey: [list.id] })
    return { value: created, label: name }
  }
  return (
    <FoundChipsField
      field={field}
      label={label}
      value={value}
      onChange={onChange}
      source={tagSource}
      known={known.map(({ id, name }) => ({ value: id, label: name }))}
      words={{ add: t('addTag'), search: t('searchTags') }}
      create={canCreate ? createTag : undefined}
      most={50}
    />
  )
}
