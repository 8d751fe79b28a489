import { z } from 'zod'
import type { WithOffers } from '@/lib/catalog/offers-in-use'
import { flag } from '@/lib/fields'
import { reference } from '@/lib/api/resource/fields'

// What the records of the catalog have in common. Safe in the browser.

const time = z.iso.datetime()

/** Fields of every record. */
export const recordFields = {
  id: { type: z.uuid(), column: 'id' },
  organization: { type: z.uuid(), column: 'organizationId', help: 'The organization’s ID.' },
  archived: {
    type: z.boolean(),
    column: 'archived',
    write: flag,
    on: 'update',
    help: 'Whether it was deleted. False restores it.',
  },
  created_at: { type: time, column: 'createdAt' },
  updated_at: { type: time, column: 'updatedAt' },
  last_updated_by: {
    type: z.uuid().nullable(),
    column: 'lastUpdatedById',
    help: 'The ID of the user who last changed it.',
  },
} as const

/** The number of a record that has one. */
export const numbered = {
  incremental_id: { type: z.int(), column: 'incrementalId' },
  slug: { type: z.string(), column: 'slug' },
} as const

export const namedRecord = z.strictObject({ id: z.uuid(), incremental_id: z.int(), name: z.string() })
/** A related record with a number, in responses. */
export const named = (row: { id: string; incrementalId: number; name: string }) => ({
  id: row.id,
  incremental_id: row.incrementalId,
  name: row.name,
})

/** The offer that a record is about, if it's about one: its number, or its ID in what's sent. */
export const offerOrNone = {
  type: z.int().nullable(),
  column: 'offer.incrementalId',
  write: reference.nullable(),
  reference: 'offer',
  as: 'offerId',
} as const
/** The same for a publisher. */
export const publisherOrNone = {
  type: z.int().nullable(),
  column: 'publisher.incrementalId',
  write: reference.nullable(),
  reference: 'publisher',
  as: 'publisherId',
} as const

export const managerRecord = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
})
/** The user that a record is assigned to, in responses. */
export const managerOf = (user: { id: string; email: string; firstName: string; lastName: string }) => ({
  id: user.id,
  email: user.email,
  first_name: user.firstName,
  last_name: user.lastName,
})

export const tagRecord = z.strictObject({ id: z.uuid(), name: z.string(), color: z.string() })
/** A record's tags, in responses. */
export const tagsOf = (tags: readonly { tag: { id: string; name: string; color: string } }[]) =>
  tags.map(({ tag: { id, name, color } }) => ({ id, name, color }))

/** How many offers use a record. */
export const offersCount = {
  type: z.int(),
  value: ({ _count }: WithOffers<object>) => _count.offers,
  help: 'How many offers use it, of those that you can see and that aren’t archived.',
} as const

export const afterDelete =
  'Deleted items are archived: they leave lists, unless you filter by `archived`, and others can use their `external_id`. To restore one, send `{"archived": false}`.'
