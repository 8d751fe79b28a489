'use client'

import { useTranslations } from 'next-intl'
import type { AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import { CountedArea } from '@/components/catalog/counted-area'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import type { FormSection } from '@/components/catalog/record-form'
import { ReferenceField } from '@/components/catalog/reference-field'
import { TagsField } from '@/components/catalog/tags-field'
import { managerName, managers, networks } from '@/components/catalog/sources'
import type { useForm } from '@/components/forms/use-form'
import { useViewer } from '@/components/shell/viewer'
import { Checkbox } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import type { AdvertiserValues } from './forms'

/** What useForm and useRecordForm have in common. */
type AdvertiserFormState = Pick<
  ReturnType<typeof useForm<AdvertiserValues, object>>,
  'field' | 'input' | 'check' | 'value' | 'set'
>

/** The sections of an advertiser's form, new or not. */
export function useAdvertiserSections({
  form,
  advertiser,
  countries,
}: {
  form: AdvertiserFormState
  advertiser: AdvertiserAnswer | null
  countries: readonly Option[]
}): FormSection[] {
  const t = useTranslations('advertisers.fields')
  const sections = useTranslations('advertisers.sections')
  // Only admins can look up users.
  const seesUsers = useViewer().permissions.includes('users:read')
  return [
    {
      id: 'general',
      title: sections('general'),
      sentence: sections('generalSentence'),
      fields: (
        <>
          <TextField form={form} name="name" label={t('name')} />
          <FieldPair>
            <TextField form={form} name="company_name" label={t('companyName')} />
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
          <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
        </>
      ),
    },
    {
      id: 'contact',
      title: sections('contact'),
      sentence: sections('contactSentence'),
      fields: (
        <>
          <FieldPair>
            <TextField form={form} name="first_name" label={t('firstName')} />
            <TextField form={form} name="last_name" label={t('lastName')} />
          </FieldPair>
          <TextField form={form} name="email" label={t('email')} type="email" />
          <FieldPair>
            <TextField form={form} name="phone" label={t('phone')} type="tel" />
            <TextField form={form} name="messenger" label={t('messenger')} />
          </FieldPair>
          <CountedArea
            field={form.field('address')}
            input={form.input('address')}
            value={form.value('address')}
            most={500}
            label={t('address')}
            rows={3}
          />
          <OptionField
            field={form.field('country')}
            label={t('country')}
            options={countries}
            none={t('noCountry')}
            value={form.value('country')}
            onChange={(country) => form.set('country', country)}
            search={t('searchCountries')}
          />
        </>
      ),
    },
    {
      id: 'assignment',
      title: sections('assignment'),
      sentence: sections('assignmentSentence'),
      fields: (
        <>
          <ReferenceField
            field={form.field('network_id')}
            label={t('network')}
            help={t('networkHelp')}
            source={networks}
            value={form.value('network_id')}
            onChange={(network) => form.set('network_id', network)}
            known={advertiser?.network ? { value: advertiser.network.id, label: advertiser.network.name } : null}
            none={t('noNetwork')}
            search={t('searchNetworks')}
          />
          {seesUsers && (
            <ReferenceField
              field={form.field('manager_id')}
              label={t('manager')}
              help={t('managerHelp')}
              source={managers}
              value={form.value('manager_id')}
              onChange={(manager) => form.set('manager_id', manager)}
              known={
                advertiser?.manager ? { value: advertiser.manager.id, label: managerName(advertiser.manager) } : null
              }
              none={t('unassigned')}
              search={t('searchManagers')}
            />
          )}
          <TagsField
            field={form.field('tag_ids')}
            label={t('tags')}
            value={form.value('tag_ids')}
            onChange={(tags) => form.set('tag_ids', tags)}
            known={advertiser?.tags ?? []}
          />
        </>
      ),
    },
  ]
}

/** What people call a field of the form, given its name in the API. */
export function useAdvertiserFieldName(): (field: string) => string {
  const t = useTranslations('advertisers.fields')
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    external_id: t('externalId'),
    active: t('active'),
    company_name: t('companyName'),
    website: t('website'),
    description: t('description'),
    tag_ids: t('tags'),
    first_name: t('firstName'),
    last_name: t('lastName'),
    email: t('email'),
    phone: t('phone'),
    messenger: t('messenger'),
    address: t('address'),
    country: t('country'),
    network_id: t('network'),
    manager_id: t('manager'),
  }
  return (field) => names[field] ?? field
}
