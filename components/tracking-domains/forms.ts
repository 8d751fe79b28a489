import { trackingDomainsResource, type TrackingDomainAnswer } from '@/lib/api/v2/tracking-domains.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a tracking domain, or for a new one. Being the default isn't part of it: that moves links, which is asked first. */
export const domainValues = (domain: TrackingDomainAnswer | null) => ({
  host: domain?.host ?? '',
  publisher_ids: [...(domain?.publisher_ids ?? [])],
  description: domain?.description ?? '',
})

export type DomainValues = ReturnType<typeof domainValues>

const { create, update } = trackingDomainsResource.contracts

export const newDomainForm = defineForm({ to: create, values: domainValues(null) })
export const domainForm = defineForm({ to: update, values: domainValues(null) })
