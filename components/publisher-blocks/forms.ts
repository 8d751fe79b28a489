import { blockedSubIdsResource, type BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import { defineForm } from '@/components/forms/define'

const { create, update } = blockedSubIdsResource.contracts

/** Only its notes can change. */
export const blockValues = (block: BlockedSubIdAnswer) => ({ description: block.description ?? '' })

export const blockForm = defineForm({ to: update, values: { description: '' } })

const newValues = {
  organization: '',
  publisher_incremental_id: '',
  offer_incremental_id: '',
  sub_id: '',
  description: '',
}
export type NewBlockValues = typeof newValues

export const newBlockForm = defineForm({
  to: create,
  values: newValues,
})
