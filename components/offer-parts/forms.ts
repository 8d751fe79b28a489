import type { z } from 'zod'
import { approvalsResource } from '@/lib/api/v2/approvals.contract'
import { capsResource, type CapAnswer } from '@/lib/api/v2/caps.contract'
import { offerEventsResource } from '@/lib/api/v2/offer-events.contract'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { priceValues } from '@/components/catalog/price-text'
import { defineForm } from '@/components/forms/define'

// The forms of what belongs to an offer. Fields about publishers hold the publisher's ID.

export type LandingPageAnswer = z.infer<typeof offerLandingPagesResource.item>
export type OfferEventAnswer = z.infer<typeof offerEventsResource.item>

/** What the form shows for a landing page, or for a new one. */
export const landingPageValues = (page: LandingPageAnswer | null) => ({
  name: page?.name ?? '',
  redirect_url: page?.redirect_url ?? '',
  preview_url: page?.preview_url ?? '',
  active: page?.active ?? true,
  hide_from_publishers: page?.hide_from_publishers ?? false,
  is_default: page?.is_default ?? false,
  weight: String(page?.weight ?? 0),
  link_test_enabled: page?.link_test_enabled ?? false,
  link_test_countries: [...(page?.link_test_countries ?? [])],
  link_test_devices: [...(page?.link_test_devices ?? [])],
  link_test_expected_domain: page?.link_test_expected_domain ?? '',
})

/** What the form shows for an event, or for a new one. */
export const eventValues = (event: OfferEventAnswer | null) => ({
  name: event?.name ?? '',
  description: event?.description ?? '',
  active: event?.active ?? true,
  allow_multiple_events: event?.allow_multiple_events ?? false,
  manually_approve_events: event?.manually_approve_events ?? false,
  ...priceValues(event),
  fraud_filter_group_ids: [...(event?.fraud_filter_group_ids ?? [])],
})

/** What can change about a cap. */
export const capValues = (cap: CapAnswer | null): { limit: string; action: string; active: boolean } => ({
  limit: String(cap?.limit ?? ''),
  action: cap?.action ?? 'Fallback',
  active: cap?.active ?? true,
})

const newLandingPage = landingPageValues(null)
export const newLandingPageForm = defineForm({
  to: offerLandingPagesResource.contracts.create,
  values: newLandingPage,
})
export const landingPageForm = defineForm({ to: offerLandingPagesResource.contracts.update, values: newLandingPage })

export const newEventForm = defineForm({ to: offerEventsResource.contracts.create, values: eventValues(null) })
export const eventForm = defineForm({ to: offerEventsResource.contracts.update, values: eventValues(null) })

export const newCapForm = defineForm({
  to: capsResource.contracts.create,
  values: {
    publisher_incremental_id: '',
    sub_id: '',
    metric: 'Clicks',
    period: 'Day',
    timezone: '',
    ...capValues(null),
  },
})
export const capForm = defineForm({ to: capsResource.contracts.update, values: capValues(null) })

export const newApprovalForm = defineForm({
  to: approvalsResource.contracts.create,
  values: { publisher_incremental_id: '', status: 'Approved', decision_note: '' },
})
