import { tagsResource, type TagAnswer } from '@/lib/api/v2/tags.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a tag, or for a new one. */
export const tagValues = (tag: TagAnswer | null) => ({ name: tag?.name ?? '', color: tag?.color ?? '' })

export type TagValues = ReturnType<typeof tagValues>

const { create, update } = tagsResource.contracts

export const newTagForm = defineForm({ to: create, values: tagValues(null) })
export const tagForm = defineForm({ to: update, values: tagValues(null) })
