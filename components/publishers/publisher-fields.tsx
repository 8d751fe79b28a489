'use client'

import { useTranslations } from 'next-intl'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { trackingDomainsResource } from '@/lib/api/v2/tracking-domains.contract'
import { FoundChipsField } from '@/components/catalog/found-chips-field'
import { managerName, managers } from '@/components/catalog/sources'
import type { FormSection } from '@/components/catalog/record-form'
import { ReferenceField } from '@/components/catalog/reference-field'
import type { Source } from '@/components/catalog/use-found'
import type { useForm } from '@/components/forms/use-form'
import { useViewer } from '@/components/shell/viewer'
import { Checkbox } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { BillingFields, ThrottleDefaultFields } from './billing-fields'
import type { PublisherValues } from './forms'
import { ContactFields, ProfileFields } from './profile-fields'

/** The default domain is for everyone. */
const domains: Source<{ id: string; host: string }> = {
  contract: trackingDomainsResource.contracts.list,
  asks: { sort: 'host', 'filter[is_default]': 'false' },
  option: ({ id, host }) => ({ value: id, label: host }),
}

/** What useForm and useRecordForm have in common. */
export type PublisherFormState = Pick<
  ReturnType<typeof useForm<PublisherValues, object>>,
  'field' | 'input' | 'check' | 'choice' | 'value' | 'set'
>

/** The options of select fields. They come from the server, since browsers know different ones. */
export type PublisherChoices = {
  countries: readonly Option[]
  zones: readonly string[]
  currencies: readonly Option[]
}

/** The sections of a publisher's form, new or not. */
export function usePublisherSections({
  form,
  publisher,
  choices: { countries, zones, currencies },
}: {
  form: PublisherFormState
  publisher: PublisherAnswer | null
  choices: PublisherChoices
}): FormSection[] {
  const t = useTranslations('publishers.fields')
  const sections = useTranslations('publishers.sections')
  // Only admins can look up users.
  const seesUsers = useViewer().permissions.includes('users:read')
  return [
    {
      id: 'profile',
      title: sections('profile'),
      sentence: sections('profileSentence'),
      fields: <ProfileFields form={form} publisher={publisher} countries={countries} />,
    },
    {
      id: 'contact',
      title: sections('contact'),
      sentence: sections('contactSentence'),
      fields: <ContactFields form={form} countries={countries} zones={zones} />,
    },
    ...(seesUsers
      ? [
          {
            id: 'manager',
            title: sections('manager'),
            sentence: sections('managerSentence'),
            fields: (
              <ReferenceField
                field={form.field('manager_id')}
                label={t('manager')}
                help={t('managerHelp')}
                source={managers}
                value={form.value('manager_id')}
                onChange={(manager) => form.set('manager_id', manager)}
                known={
                  publisher?.manager ? { value: publisher.manager.id, label: managerName(publisher.manager) } : null
                }
                none={t('unassigned')}
                search={t('searchManagers')}
              />
            ),
          },
        ]
      : []),
    {
      id: 'billing',
      title: sections('billing'),
      sentence: sections('billingSentence'),
      fields: <BillingFields form={form} countries={countries} currencies={currencies} />,
    },
    {
      id: 'throttling',
      title: sections('throttling'),
      sentence: sections('throttlingSentence'),
      fields: <ThrottleDefaultFields form={form} />,
    },
    {
      id: 'access',
      title: sections('access'),
      sentence: sections('accessSentence'),
      fields: (
        <>
          <Checkbox
            {...form.check('fraud_visibility_enabled')}
            label={t('fraudVisibility')}
            help={t('fraudVisibilityHelp')}
          />
          <Checkbox
            {...form.check('postback_manager_enabled')}
            label={t('postbackManager')}
            help={t('postbackManagerHelp')}
          />
        </>
      ),
    },
    {
      id: 'domains',
      title: sections('domains'),
      sentence: sections('domainsSentence'),
      fields: (
        <FoundChipsField
          field={form.field('tracking_domain_ids')}
          label={t('trackingDomains')}
          help={t('trackingDomainsHelp')}
          value={form.value('tracking_domain_ids')}
          onChange={(ids) => form.set('tracking_domain_ids', ids)}
          source={domains}
          known={publisher?.tracking_domains.map(({ id, host }) => ({ value: id, label: host })) ?? []}
          words={{ add: t('addDomain'), search: t('searchDomains') }}
        />
      ),
    },
  ]
}

/** What people call a field of the form, given its name in the API. */
export function usePublisherFieldName(): (field: string) => string {
  const t = useTranslations('publishers.fields')
  const sections = useTranslations('publishers.sections')
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    external_id: t('externalId'),
    active: t('active'),
    company_name: t('companyName'),
    email: t('email'),
    phone: t('phone'),
    messenger: t('messenger'),
    address: t('address'),
    city: t('city'),
    country: t('country'),
    website: t('website'),
    countries: t('countries'),
    promotional_method: t('promotionalMethods'),
    description: t('description'),
    group_id: t('group'),
    tag_ids: t('tags'),
    timezone: t('timezone'),
    manager_id: t('manager'),
    billing: sections('billing'),
    default_throttle: sections('throttling'),
    fraud_visibility_enabled: t('fraudVisibility'),
    postback_manager_enabled: t('postbackManager'),
    tracking_domain_ids: t('trackingDomains'),
  }
  return (field) => names[field] ?? field
}
