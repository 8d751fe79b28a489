import { publishersResource, type PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { defineForm } from '@/components/forms/define'

type Billing = PublisherAnswer['billing']

const billingValues = (billing: Billing | undefined) => ({
  name: billing?.name ?? '',
  email: billing?.email ?? '',
  address: billing?.address ?? '',
  country: billing?.country ?? '',
  tax_id: billing?.tax_id ?? '',
  currency: billing?.currency ?? '',
  payment_method: billing?.payment_method ?? '',
  payment_details: billing?.payment_details ?? '',
})

/** What the form shows for a publisher, or for a new one. */
export const publisherValues = (publisher: PublisherAnswer | null) => ({
  name: publisher?.name ?? '',
  external_id: publisher?.external_id ?? '',
  active: publisher?.active ?? true,
  company_name: publisher?.company_name ?? '',
  email: publisher?.email ?? '',
  phone: publisher?.phone ?? '',
  messenger: publisher?.messenger ?? '',
  address: publisher?.address ?? '',
  city: publisher?.city ?? '',
  country: publisher?.country ?? '',
  website: publisher?.website ?? '',
  countries: [...(publisher?.countries ?? [])],
  promotional_method: [...(publisher?.promotional_method ?? [])],
  description: publisher?.description ?? '',
  group_id: publisher?.group_id ?? '',
  tag_ids: [...(publisher?.tag_ids ?? [])],
  timezone: publisher?.timezone ?? '',
  manager_id: publisher?.manager_id ?? '',
  billing: billingValues(publisher?.billing),
  default_throttle: {
    active: publisher?.default_throttle?.active ?? false,
    throttle_percentage: String(publisher?.default_throttle?.throttle_percentage ?? 0),
    throttle_status: publisher?.default_throttle?.throttle_status ?? 'Pending',
  },
  fraud_visibility_enabled: publisher?.fraud_visibility_enabled ?? false,
  postback_manager_enabled: publisher?.postback_manager_enabled ?? false,
  tracking_domain_ids: [...(publisher?.tracking_domain_ids ?? [])],
})

export type PublisherValues = ReturnType<typeof publisherValues>

const { create, update } = publishersResource.contracts

export const newPublisherForm = defineForm({ to: create, values: publisherValues(null) })
export const publisherForm = defineForm({ to: update, values: publisherValues(null) })
