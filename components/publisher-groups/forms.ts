import { publisherGroupsResource, type PublisherGroupAnswer } from '@/lib/api/v2/publisher-groups.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a publisher group, or for a new one. */
export const publisherGroupValues = (group: PublisherGroupAnswer | null) => ({
  name: group?.name ?? '',
  description: group?.description ?? '',
})

export type PublisherGroupValues = ReturnType<typeof publisherGroupValues>

const { create, update } = publisherGroupsResource.contracts

export const newPublisherGroupForm = defineForm({ to: create, values: publisherGroupValues(null) })
export const publisherGroupForm = defineForm({ to: update, values: publisherGroupValues(null) })
