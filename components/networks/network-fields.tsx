'use client'

import { useTranslations } from 'next-intl'
import { CountedArea } from '@/components/catalog/counted-area'
import { FieldPair, TextField } from '@/components/catalog/fields'
import type { FormSection } from '@/components/catalog/record-form'
import type { useForm } from '@/components/forms/use-form'
import type { NetworkValues } from './forms'

/** What useForm and useRecordForm have in common. */
type NetworkFormState = Pick<ReturnType<typeof useForm<NetworkValues, object>>, 'field' | 'input' | 'value'>

/** The sections of a network's form, new or not. */
export function useNetworkSections(form: NetworkFormState): FormSection[] {
  const t = useTranslations('networks.fields')
  const sections = useTranslations('networks.sections')
  return [
    {
      id: 'general',
      title: sections('general'),
      sentence: sections('generalSentence'),
      fields: (
        <>
          <FieldPair>
            <TextField form={form} name="name" label={t('name')} />
            <TextField form={form} name="external_id" label={t('externalId')} help={t('externalIdHelp')} />
          </FieldPair>
          <TextField form={form} name="website" label={t('website')} help={t('websiteHelp')} type="url" />
          <CountedArea
            field={form.field('description')}
            input={form.input('description')}
            value={form.value('description')}
            most={2000}
            label={t('description')}
            help={t('descriptionHelp')}
          />
        </>
      ),
    },
  ]
}

/** What people call a field of the form, given its name in the API. */
export function useNetworkFieldName(): (field: string) => string {
  const t = useTranslations('networks.fields')
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    external_id: t('externalId'),
    website: t('website'),
    description: t('description'),
  }
  return (field) => names[field] ?? field
}
