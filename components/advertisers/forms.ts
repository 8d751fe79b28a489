import { advertisersResource, type AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for an advertiser, or for a new one. */
export const advertiserValues = (advertiser: AdvertiserAnswer | null) => ({
  name: advertiser?.name ?? '',
  external_id: advertiser?.external_id ?? '',
  active: advertiser?.active ?? true,
  company_name: advertiser?.company_name ?? '',
  website: advertiser?.website ?? '',
  description: advertiser?.description ?? '',
  tag_ids: [...(advertiser?.tag_ids ?? [])],
  first_name: advertiser?.first_name ?? '',
  last_name: advertiser?.last_name ?? '',
  email: advertiser?.email ?? '',
  phone: advertiser?.phone ?? '',
  messenger: advertiser?.messenger ?? '',
  address: advertiser?.address ?? '',
  country: advertiser?.country ?? '',
  network_id: advertiser?.network?.id ?? '',
  manager_id: advertiser?.manager_id ?? '',
})

export type AdvertiserValues = ReturnType<typeof advertiserValues>

const { create, update } = advertisersResource.contracts

export const newAdvertiserForm = defineForm({ to: create, values: advertiserValues(null) })
export const advertiserForm = defineForm({ to: update, values: advertiserValues(null) })
