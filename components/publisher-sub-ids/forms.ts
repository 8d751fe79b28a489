import { subIdsResource, type SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a sub ID, or for a new one. */
export const subIdValues = (subId: SubIdAnswer | null) => ({
  external_id: subId?.external_id ?? '',
  name: subId?.name ?? '',
  description: subId?.description ?? '',
  external_link: subId?.external_link ?? '',
})

export type SubIdValues = ReturnType<typeof subIdValues>

const { create, update } = subIdsResource.contracts

export const newSubIdForm = defineForm({ to: create, values: subIdValues(null) })
export const subIdForm = defineForm({ to: update, values: subIdValues(null) })
