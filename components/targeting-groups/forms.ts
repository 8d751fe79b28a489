import { targetingGroupsResource, type TargetingGroupAnswer } from '@/lib/api/v2/targeting-groups.contract'
import { defineForm } from '@/components/forms/define'
import { targetingBody, targetingValues } from '@/components/targeting/values'

/** What the form shows for a targeting group, or for a new one. */
export const targetingGroupValues = (group: TargetingGroupAnswer | null) => ({
  name: group?.name ?? '',
  description: group?.description ?? '',
  targeting: targetingValues(group?.targeting),
})

export type TargetingGroupValues = ReturnType<typeof targetingGroupValues>

const body = ({ targeting, ...values }: TargetingGroupValues) => ({ ...values, targeting: targetingBody(targeting) })

const { create, update } = targetingGroupsResource.contracts

export const newTargetingGroupForm = defineForm({ to: create, values: targetingGroupValues(null), body })
export const targetingGroupForm = defineForm({ to: update, values: targetingGroupValues(null), body })
