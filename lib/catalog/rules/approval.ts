import { z } from 'zod'
import { ApprovalStatus } from '@/lib/database/generated/enums'
import { lines, oneOf } from '@/lib/fields'
import { origin } from './origin'

/** What people can set about an offer approval. */
export const approvalFields = {
  status: oneOf(ApprovalStatus),
  /** What the admin writes. */
  decisionNote: lines(2000),
} as const

/** What a publisher sends with an application. */
export const applicationFields = { applicationNote: lines(2000) } as const

export const approvalInput = z.strictObject({
  createdAt: origin.createdAt,
  updatedAt: origin.updatedAt,
  offerId: z.uuid(),
  publisherId: z.uuid(),
  status: approvalFields.status,
})
