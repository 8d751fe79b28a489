import { z } from 'zod'

// Response schemas of the publisher pages. Safe to import in the browser.

export const publisherStates = ['active', 'inactive', 'archived'] as const
export const publisherSorts = ['name', 'id'] as const

/** `id` is the incrementalId. */
export const publisherSummary = z.object({
  id: z.number().int(),
  name: z.string(),
  email: z.string().nullable(),
  state: z.enum(publisherStates),
  /** The account manager it's assigned to. */
  manager: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Number of users, not counting archived ones. */
  users: z.number().int(),
  /** Whether the caller can change it and its users. */
  editable: z.boolean(),
})
export type PublisherSummary = z.infer<typeof publisherSummary>

export const publisherDirectoryAnswer = z.object({
  rows: z.array(publisherSummary),
  page: z.number().int(),
  perPage: z.number().int(),
  totalCount: z.number().int(),
  totalPages: z.number().int(),
})
export type PublisherDirectory = z.infer<typeof publisherDirectoryAnswer>
