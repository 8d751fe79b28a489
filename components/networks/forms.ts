import { networksResource, type NetworkAnswer } from '@/lib/api/v2/networks.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a network, or for a new one. */
export const networkValues = (network: NetworkAnswer | null) => ({
  name: network?.name ?? '',
  external_id: network?.external_id ?? '',
  website: network?.website ?? '',
  description: network?.description ?? '',
})

export type NetworkValues = ReturnType<typeof networkValues>

const { create, update } = networksResource.contracts

export const newNetworkForm = defineForm({ to: create, values: networkValues(null) })
export const networkForm = defineForm({ to: update, values: networkValues(null) })
