'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { campaignChannels, campaignKinds } from '@/lib/api/campaigns.contract'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import type { FormSection } from '@/components/catalog/record-form'
import type { useForm } from '@/components/forms/use-form'
import type { CampaignValues } from './forms'
import { channelName, kindName } from './words'

/** What the forms of new and existing campaigns have in common. */
type CampaignFormState = Pick<ReturnType<typeof useForm<CampaignValues, object>>, 'field' | 'input' | 'value' | 'set'>

/** The known words and, if a campaign has another one, that too. */
const optionsOf = (known: readonly string[], value: string, labelOf: (value: string) => string) =>
  [...new Set([...known, ...(value === '' ? [] : [value])])].map((one) => ({ value: one, label: labelOf(one) }))

/** The sections of a campaign's form, new or not. */
export function useCampaignSections(form: CampaignFormState, publisher?: ReactNode): FormSection[] {
  const t = useTranslations('campaigns')
  return [
    {
      id: 'general',
      title: t('sections.general'),
      sentence: t('sections.generalSentence'),
      fields: (
        <>
          {publisher}
          <FieldPair>
            <TextField form={form} name="name" label={t('fields.name')} />
            <TextField
              form={form}
              name="external_id"
              label={t('fields.externalId')}
              help={t('fields.externalIdHelp')}
            />
          </FieldPair>
          <FieldPair>
            <OptionField
              field={form.field('kind')}
              label={t('fields.kind')}
              options={optionsOf(campaignKinds, form.value('kind'), (kind) => kindName(kind, t))}
              value={form.value('kind')}
              onChange={(kind) => form.set('kind', kind)}
              search={t('fields.searchKinds')}
            />
            <OptionField
              field={form.field('channel')}
              label={t('fields.channel')}
              help={t('fields.channelHelp')}
              options={optionsOf(campaignChannels, form.value('channel'), (channel) => channelName(channel, t))}
              value={form.value('channel')}
              onChange={(channel) => form.set('channel', channel)}
              search={t('fields.searchChannels')}
            />
          </FieldPair>
        </>
      ),
    },
  ]
}

/** What people call a field of the form, given its name in the API. */
export function useCampaignFieldName(): (field: string) => string {
  const t = useTranslations('campaigns.fields')
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    external_id: t('externalId'),
    kind: t('kind'),
    channel: t('channel'),
  }
  return (field) => names[field] ?? field
}
