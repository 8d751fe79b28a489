'use client'

import { useTranslations } from 'next-intl'
import { ReferenceField } from '@/components/catalog/reference-field'
import { publishers } from '@/components/catalog/sources'

/** The publisher that something is about. With `all`, none means all publishers. */
export function PublisherField({
  form,
  all,
  help,
}: {
  form: {
    field: (name: 'publisher_incremental_id') => { name: string; id: string; error: string | undefined }
    value: (name: 'publisher_incremental_id') => string
    set: (name: 'publisher_incremental_id', value: string) => void
  }
  all?: string
  help?: string
}) {
  const t = useTranslations('offerParts.publisher')
  const name = 'publisher_incremental_id'
  return (
    <ReferenceField
      field={form.field(name)}
      label={t('label')}
      help={help}
      source={publishers}
      value={form.value(name)}
      onChange={(publisher) => form.set(name, publisher)}
      known={null}
      {...(all === undefined ? {} : { none: all })}
      search={t('search')}
    />
  )
}
