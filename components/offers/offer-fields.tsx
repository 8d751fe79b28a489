'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { visibilities } from '@/lib/api/v2/offer-options'
import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import { CountedArea } from '@/components/catalog/counted-area'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import { FoundChipsField } from '@/components/catalog/found-chips-field'
import { PriceFields, type PriceForm } from '@/components/catalog/price-fields'
import { priceTypes } from '@/components/catalog/price-text'
import type { FormSection } from '@/components/catalog/record-form'
import { ReferenceField } from '@/components/catalog/reference-field'
import { TagsField } from '@/components/catalog/tags-field'
import { TargetingFields, type TargetingChoices } from '@/components/targeting/targeting-fields'
import { ChoiceList } from '@/components/ui/choice-list'
import { Checkbox, Field, TextArea } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { FallbackFields } from './fallback-fields'
import type { OfferFormState } from './form-state'
import { advertisers, categories, fraudFilterGroups, targetingGroups, trackingDomains } from './sources'

/** Choices that are the same for all offers. Built on the server. */
export type OfferChoices = { currencies: readonly Option[]; targeting: TargetingChoices }

type Props = OfferChoices & {
  form: OfferFormState
  /** The offer it edits or copies, which knows the names of what it refers to. */
  offer: OfferAnswer | null
  /** After the advertiser: the integration, which is only chosen once. */
  integration?: ReactNode
  /** At the end of the first section. */
  more?: ReactNode
}

function Basics({ form, offer, integration, more }: Props) {
  const t = useTranslations('offers.fields')
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <ReferenceField
        field={form.field('advertiser_id')}
        label={t('advertiser')}
        source={advertisers}
        value={form.value('advertiser_id')}
        onChange={(advertiser) => form.set('advertiser_id', advertiser)}
        known={offer && { value: offer.advertiser.id, label: offer.advertiser.name }}
        search={t('searchAdvertisers')}
      />
      {integration}
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={10_000}
        label={t('description')}
        help={t('descriptionHelp')}
      />
      <FoundChipsField
        field={form.field('categories')}
        label={t('categories')}
        help={t('categoriesHelp')}
        value={form.value('categories')}
        onChange={(names) => form.set('categories', names)}
        source={categories}
        known={(name) => name}
        create={(name) => ({ value: name, label: name })}
        words={{ add: t('addCategory'), search: t('searchCategories') }}
        most={50}
      />
      <TagsField
        field={form.field('tag_ids')}
        label={t('tags')}
        value={form.value('tag_ids')}
        onChange={(tags) => form.set('tag_ids', tags)}
        known={offer?.tags ?? []}
      />
      <TextField form={form} name="external_id" label={t('externalId')} help={t('externalIdHelp')} />
      <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
      {more}
    </>
  )
}

function Price({ form, currencies }: Props) {
  const t = useTranslations('offers.fields')
  const currency = form.value('currency')
  const price: PriceForm = {
    field: (name) => form.field(`default_payout.${name}`),
    input: (name) => form.input(`default_payout.${name}`),
    value: (name) => form.value(`default_payout.${name}`),
    set: (name, value) => form.set(`default_payout.${name}`, value),
  }
  return (
    <>
      <PriceFields form={price} types={priceTypes} currency={currency} />
      <div className="sm:max-w-[calc(50%-0.5rem)]">
        <OptionField
          field={form.field('currency')}
          label={t('currency')}
          options={currencies}
          value={currency}
          onChange={(code) => form.set('currency', code)}
          search={t('searchCurrencies')}
        />
      </div>
    </>
  )
}

function VisibilityAndTerms({ form, offer }: Props) {
  const t = useTranslations('offers.fields')
  const names = useTranslations('offers.visibilities')
  const sentences = useTranslations('offers.visibilitySentences')
  return (
    <>
      <ChoiceList
        {...form.choice('visibility')}
        legend={t('visibility')}
        choices={visibilities.map((value) => ({
          value,
          label: names(value),
          sentence: sentences(value),
        }))}
      />
      <CountedArea
        field={form.field('restriction_note')}
        input={form.input('restriction_note')}
        value={form.value('restriction_note')}
        most={2000}
        label={t('restrictionNote')}
        help={t('restrictionNoteHelp')}
        rows={3}
      />
      <Checkbox
        {...form.check('terms_and_conditions_enabled')}
        label={t('termsEnabled')}
        help={t('termsEnabledHelp')}
      />
      {form.value('terms_and_conditions_enabled') && (
        <CountedArea
          field={form.field('terms_and_conditions')}
          input={form.input('terms_and_conditions')}
          value={form.value('terms_and_conditions')}
          most={50_000}
          label={offer ? t('termsVersion', { version: offer.terms_version }) : t('terms')}
          help={t('termsHelp')}
          rows={6}
        />
      )}
    </>
  )
}

function Destinations({ form }: Props) {
  const t = useTranslations('offers.fields')
  const host = form.value('primary_domain')
  return (
    <>
      <FallbackFields form={form} />
      <Checkbox {...form.check('deep_link_enabled')} label={t('deepLinks')} help={t('deepLinksHelp')} />
      {form.value('deep_link_enabled') && (
        <Field {...form.field('deep_link_hosts')} label={t('deepLinkHosts')} help={t('deepLinkHostsHelp')}>
          {(control) => <TextArea {...control} {...form.input('deep_link_hosts')} className="font-mono text-sm" />}
        </Field>
      )}
      <ReferenceField
        field={form.field('primary_domain')}
        label={t('primaryDomain')}
        help={t('primaryDomainHelp')}
        source={trackingDomains}
        value={host}
        onChange={(domain) => form.set('primary_domain', domain)}
        known={host === '' ? null : { value: host, label: host }}
        none={t('defaultDomain')}
        search={t('searchDomains')}
      />
      <Checkbox {...form.check('offer_preview_enabled')} label={t('preview')} help={t('previewHelp')} />
    </>
  )
}

function Targeting({ form, offer, targeting }: Props) {
  const t = useTranslations('offers.fields')
  const isOwn = form.value('targeting_simple_enabled')
  return (
    <>
      <ChoiceList
        {...form.field('targeting_simple_enabled')}
        legend={t('targeting')}
        choices={[
          { value: 'own', label: t('targetingOwn'), sentence: t('targetingOwnSentence') },
          { value: 'group', label: t('targetingGroup'), sentence: t('targetingGroupSentence') },
        ]}
        value={isOwn ? 'own' : 'group'}
        onChange={(choice) => form.set('targeting_simple_enabled', choice === 'own')}
      />
      {isOwn ? (
        <TargetingFields
          fieldOf={(path) => form.field(`simple_targeting.${path}`)}
          value={form.value('simple_targeting')}
          onChange={(path, values) => form.set(`simple_targeting.${path}`, values)}
          choices={targeting}
        />
      ) : (
        <ReferenceField
          field={form.field('targeting_group_id')}
          label={t('group')}
          source={targetingGroups}
          value={form.value('targeting_group_id')}
          onChange={(group) => form.set('targeting_group_id', group)}
          known={offer?.targeting_group ? { value: offer.targeting_group.id, label: offer.targeting_group.name } : null}
          none={t('noGroup')}
          search={t('searchGroups')}
        />
      )}
    </>
  )
}

function Fraud({ form, offer }: Props) {
  const t = useTranslations('offers.fields')
  return (
    <>
      <FoundChipsField
        field={form.field('fraud_filter_group_ids')}
        label={t('fraudGroups')}
        value={form.value('fraud_filter_group_ids')}
        onChange={(groups) => form.set('fraud_filter_group_ids', groups)}
        source={fraudFilterGroups}
        known={(offer?.fraud_filter_groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        words={{ add: t('addFraudGroup'), search: t('searchFraudGroups') }}
      />
      <Checkbox {...form.check('block_on_reject')} label={t('blockOnReject')} help={t('blockOnRejectHelp')} />
    </>
  )
}

function Tracking({ form }: Props) {
  const t = useTranslations('offers.fields')
  return (
    <>
      <FieldPair>
        <TextField
          form={form}
          name="conversion_name"
          label={t('conversionName')}
          placeholder={t('conversionNamePlaceholder')}
        />
      </FieldPair>
      <FieldPair>
        <TextField
          form={form}
          name="attribution_window_days"
          label={t('attributionWindow')}
          help={t('attributionWindowHelp')}
          inputMode="numeric"
        />
        <TextField form={form} name="hold_days" label={t('holdDays')} help={t('holdDaysHelp')} inputMode="numeric" />
      </FieldPair>
      <Checkbox {...form.check('allow_duplicate_conversions')} label={t('duplicates')} help={t('duplicatesHelp')} />
      <Checkbox {...form.check('manually_approve_conversions')} label={t('manualApproval')} />
      <Checkbox {...form.check('cookie_tracking_enabled')} label={t('cookieTracking')} help={t('cookieTrackingHelp')} />
      <Checkbox
        {...form.check('parallel_tracking_enabled')}
        label={t('parallelTracking')}
        help={t('parallelTrackingHelp')}
      />
      {form.value('parallel_tracking_enabled') && (
        <TextField
          form={form}
          name="parallel_tracking_url"
          label={t('parallelTrackingUrl')}
          help={t('macrosHelp')}
          type="url"
        />
      )}
      <Checkbox
        {...form.check('impression_forwarding_enabled')}
        label={t('impressionForwarding')}
        help={t('impressionForwardingHelp')}
      />
      {form.value('impression_forwarding_enabled') && (
        <TextField
          form={form}
          name="impression_forwarding_url"
          label={t('impressionForwardingUrl')}
          help={t('macrosHelp')}
          type="url"
        />
      )}
      <Checkbox
        {...form.check('view_through_attribution_enabled')}
        label={t('viewThrough')}
        help={t('viewThroughHelp')}
      />
      {form.value('view_through_attribution_enabled') && (
        <FieldPair>
          <TextField
            form={form}
            name="view_through_window_hours"
            label={t('viewThroughWindow')}
            help={t('viewThroughWindowHelp')}
            inputMode="numeric"
          />
        </FieldPair>
      )}
      <Checkbox {...form.check('enable_js_tracking')} label={t('jsTracking')} help={t('jsTrackingHelp')} />
    </>
  )
}

/** The sections of an offer's form, new or not. */
export function useOfferSections(props: Props): FormSection[] {
  const t = useTranslations('offers.sections')
  const section = (
    id: 'basics' | 'price' | 'visibility' | 'destinations' | 'targeting' | 'fraud' | 'tracking',
    fields: ReactNode,
  ): FormSection => ({ id, title: t(id), sentence: t(`${id}Sentence`), fields })
  return [
    section('basics', <Basics {...props} />),
    section('price', <Price {...props} />),
    section('visibility', <VisibilityAndTerms {...props} />),
    section('destinations', <Destinations {...props} />),
    section('targeting', <Targeting {...props} />),
    section('fraud', <Fraud {...props} />),
    section('tracking', <Tracking {...props} />),
  ]
}

/** What people call a field of the form, given its name in the API. */
export function useOfferFieldName(): (field: string) => string {
  const t = useTranslations('offers.fields')
  const sections = useTranslations('offers.sections')
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    advertiser_id: t('advertiser'),
    external_id: t('externalId'),
    active: t('active'),
    description: t('description'),
    categories: t('categories'),
    tag_ids: t('tags'),
    default_payout: sections('price'),
    currency: t('currency'),
    conversion_name: t('conversionName'),
    allow_duplicate_conversions: t('duplicates'),
    manually_approve_conversions: t('manualApproval'),
    attribution_window_days: t('attributionWindow'),
    cookie_tracking_enabled: t('cookieTracking'),
    hold_days: t('holdDays'),
    visibility: t('visibility'),
    restriction_note: t('restrictionNote'),
    terms_and_conditions_enabled: t('termsEnabled'),
    terms_and_conditions: t('terms'),
    fallback_url: t('fallbackUrl'),
    fallback_urls: t('fallbackByReason'),
    deep_link_enabled: t('deepLinks'),
    deep_link_hosts: t('deepLinkHosts'),
    primary_domain: t('primaryDomain'),
    offer_preview_enabled: t('preview'),
    targeting_simple_enabled: t('targeting'),
    simple_targeting: t('targeting'),
    targeting_group_id: t('group'),
    fraud_filter_group_ids: t('fraudGroups'),
    block_on_reject: t('blockOnReject'),
    parallel_tracking_enabled: t('parallelTracking'),
    parallel_tracking_url: t('parallelTrackingUrl'),
    enable_js_tracking: t('jsTracking'),
    impression_forwarding_enabled: t('impressionForwarding'),
    impression_forwarding_url: t('impressionForwardingUrl'),
    view_through_attribution_enabled: t('viewThrough'),
    view_through_window_hours: t('viewThroughWindow'),
  }
  return (field) => names[field] ?? field
}
