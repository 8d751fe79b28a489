import { z } from 'zod'
import { ApprovalStatus } from '@/lib/database/generated/enums'
import { lines, oneOf } from '@/lib/fields'
import { origin } from './origin'

/** What people can set about an offer approval. */
export const approvalFields = {
  /** Only publishers apply, so nobody else makes it pending. */
  status: z.enum(['Approved', 'Rejected'], 'must be Approved or Rejected'),
  /** What the admin writes. */
  decisionNote: lines(2000),
} as const

/** What a publisher sends with an application. */
export const applicationFields = {
  applicationNote: lines(2000),
  /** The version of the offer's terms that they accept. */
  termsVersion: z.int32('must be a version of the offer’s terms, such as 1').min(1, 'must be 1 or more'),
} as const

export const approvalInput = z.strictObject({
  ...origin,
  offerId: z.uuid(),
  publisherId: z.uuid(),
  status: oneOf(ApprovalStatus),
  appliedAt: z.date().optional(),
  appliedById: z.uuid().optional(),
  applicationNote: applicationFields.applicationNote.optional(),
  termsVersion: applicationFields.termsVersion.optional(),
  termsAcceptedAt: z.date().optional(),
  decidedAt: z.date().optional(),
  decidedById: z.uuid().optional(),
  decisionNote: approvalFields.decisionNote.optional(),
})
