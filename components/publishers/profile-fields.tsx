'use client'

import { useTranslations } from 'next-intl'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { KnownChipsField } from '@/components/catalog/known-chips-field'
import { CountedArea } from '@/components/catalog/counted-area'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import { ReferenceField } from '@/components/catalog/reference-field'
import { TagsField } from '@/components/catalog/tags-field'
import { publisherGroupSource } from '@/components/publisher-groups/source'
import { CheckList } from '@/components/ui/choice-list'
import { Checkbox } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { spacedZone } from '@/lib/zone-name'
import type { PublisherFormState } from './publisher-fields'

const methods = [
  'Content',
  'Email',
  'Search',
  'Social',
  'Display',
  'Native',
  'Push',
  'SMS',
  'Other',
] as const satisfies readonly PublisherAnswer['promotional_method'][number][]

type Props = { form: PublisherFormState }

/** Who the publisher is, and how it promotes offers. */
export function ProfileFields({
  form,
  publisher,
  countries,
}: Props & { publisher: PublisherAnswer | null; countries: readonly Option[] }) {
  const t = useTranslations('publishers.fields')
  const names = useTranslations('publishers.methods')
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <FieldPair>
        <TextField form={form} name="company_name" label={t('companyName')} />
        <TextField form={form} name="external_id" label={t('externalId')} help={t('externalIdHelp')} />
      </FieldPair>
      <TextField form={form} name="website" label={t('website')} help={t('websiteHelp')} type="url" />
      <KnownChipsField
        field={form.field('countries')}
        label={t('countries')}
        help={t('countriesHelp')}
        value={form.value('countries')}
        onChange={(chosen) => form.set('countries', chosen)}
        options={countries}
        words={{ add: t('addCountry'), search: t('searchCountries') }}
      />
      <div className="space-y-1.5">
        <p className="font-medium" aria-hidden>
          {t('promotionalMethods')}
        </p>
        <div className="[&>fieldset]:grid [&>fieldset]:grid-cols-2 [&>fieldset]:gap-2 [&>fieldset]:space-y-0 sm:[&>fieldset]:grid-cols-3">
          <CheckList
            {...form.choice('promotional_method')}
            legend={t('promotionalMethods')}
            choices={methods.map((value) => ({ value, label: names(value) }))}
          />
        </div>
      </div>
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        label={t('description')}
        help={t('descriptionHelp')}
      />
      <ReferenceField
        field={form.field('group_id')}
        label={t('group')}
        help={t('groupHelp')}
        source={publisherGroupSource}
        value={form.value('group_id')}
        onChange={(group) => form.set('group_id', group)}
        known={publisher?.group ? { value: publisher.group.id, label: publisher.group.name } : null}
        none={t('noGroup')}
        search={t('searchGroups')}
      />
      <TagsField
        field={form.field('tag_ids')}
        label={t('tags')}
        value={form.value('tag_ids')}
        onChange={(tags) => form.set('tag_ids', tags)}
        known={publisher?.tags ?? []}
      />
      <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
    </>
  )
}

/** How to reach it. */
export function ContactFields({
  form,
  countries,
  zones,
}: Props & { countries: readonly Option[]; zones: readonly string[] }) {
  const t = useTranslations('publishers.fields')
  return (
    <>
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
      <FieldPair>
        <TextField form={form} name="city" label={t('city')} />
        <OptionField
          field={form.field('country')}
          label={t('country')}
          options={countries}
          none={t('noCountry')}
          value={form.value('country')}
          onChange={(country) => form.set('country', country)}
          search={t('searchCountries')}
        />
      </FieldPair>
      <OptionField
        field={form.field('timezone')}
        label={t('timezone')}
        options={zones.map((zone) => ({ value: zone, label: spacedZone(zone) }))}
        none={t('organizationZone')}
        value={form.value('timezone')}
        onChange={(zone) => form.set('timezone', zone)}
        search={t('searchZones')}
      />
    </>
  )
}
