import { z } from 'zod'
import type { ApprovalRow } from '@/lib/catalog/approvals'
import { applicationFields, approvalFields } from '@/lib/catalog/rules/approval'
import type { Prisma } from '@/lib/database/generated/client'
import { ApprovalStatus } from '@/lib/database/generated/enums'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { defineResource, MAX_BULK } from '@/lib/api/resource/define'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, recordFields } from './record-fields'

type Order = Prisma.OfferApprovalOrderByWithRelationInput

const { archived: _archived, ...shared } = recordFields
const time = z.iso.datetime()

const fields = {
  ...shared,
  offer_incremental_id: { type: z.int(), column: 'offer.incrementalId', reference: 'offer' },
  offer: { type: namedRecord, value: ({ offer }: ApprovalRow) => named(offer) },
  advertiser: {
    type: namedRecord,
    value: ({ offer }: ApprovalRow) => named(offer.advertiser),
    networkOnly: true,
    help: 'Only people who can edit the offer’s advertiser can decide. Publisher users don’t see it.',
  },
  publisher_incremental_id: {
    type: z.int(),
    column: 'publisher.incrementalId',
    write: reference,
    reference: 'publisher',
    as: 'publisherId',
    required: true,
    on: 'create',
    help: 'The publisher that it’s about: its incremental ID or its ID.',
  },
  publisher: { type: namedRecord, value: ({ publisher }: ApprovalRow) => named(publisher) },
  status: {
    type: z.enum(ApprovalStatus),
    column: 'status',
    write: approvalFields.status,
    help: 'Pending applications are waiting for a decision. Default when created: Approved.',
  },
  decision_note: {
    type: z.string(),
    column: 'decisionNote',
    write: approvalFields.decisionNote,
    help: 'What the publisher is told about the decision.',
  },
  decided_at: { type: time.nullable(), column: 'decidedAt' },
  decided_by: { type: z.uuid().nullable(), column: 'decidedById', help: 'The ID of the user who decided.' },
  application_note: { type: z.string(), column: 'applicationNote', help: 'What the publisher wrote.' },
  applied_at: { type: time.nullable(), column: 'appliedAt', help: 'Null if nobody applied.' },
  applied_by: { type: z.uuid().nullable(), column: 'appliedById', help: 'The ID of the user who applied.' },
  terms_version: {
    type: z.int().nullable(),
    column: 'termsVersion',
    help: 'The version of the offer’s terms that the publisher accepted.',
  },
  terms_accepted_at: { type: time.nullable(), column: 'termsAcceptedAt' },
} as const satisfies FieldsOf<Order, ApprovalRow>

const offerParams = z.object({
  integrationID: z.string().describe('The integration’s ID.'),
  offerID: z.string().describe('The offer’s ID or incremental ID.'),
})
const offerPath = '/api/v2/integrations/{integrationID}/offers/{offerID}'

/** Designed in the style of the Integr8 document, which mentions publisher approval without printing it. */
export const approvalsResource = defineResource<Prisma.OfferApprovalWhereInput, Order>()({
  one: 'OfferApproval',
  many: 'OfferApprovals',
  means: { one: 'an offer approval', many: 'offer approvals' },
  tag: 'Offer approvals',
  path: `${offerPath}/approvals`,
  params: offerParams,
  itemParam: 'approvalID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  verbs: {
    list: { description: 'Publisher users find their own at `/api/v2/offer-applications`.' },
    create: { description: 'For a publisher that hasn’t applied. Its users are told by email.' },
    read: {},
    update: {
      description:
        'Approves or rejects the publisher, who is told by email. To withdraw an approval, reject it: the publisher can apply again.',
    },
  },
})

/** The applications and approvals of all offers: for admins and account managers those waiting, for publishers their own. */
export const applicationsResource = defineResource<Prisma.OfferApprovalWhereInput, Order>()({
  one: 'OfferApplication',
  many: 'OfferApplications',
  means: { one: 'an offer application', many: 'offer applications' },
  tag: 'Offer approvals',
  path: '/api/v2/offer-applications',
  params: z.object({}),
  itemParam: 'approvalID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  verbs: {
    list: {
      description:
        'Applications and approvals of all offers. Those waiting for a decision have the status Pending. Publisher users get their publisher’s.',
    },
    read: {},
  },
})

/** Decides about several applications at once. */
export const decideApplications = defineContract({
  id: 'decideApplications',
  dialect: integr8,
  tags: ['Offer approvals'],
  method: 'PATCH',
  path: '/api/v2/offer-applications/bulk',
  access: 'catalog:manage',
  summary: 'Approve or reject several offer applications',
  description: 'Changes all of them or none. The publishers are told by email.',
  body: z.strictObject({
    status: approvalFields.status,
    decision_note: approvalFields.decisionNote.optional(),
    data: z
      .array(z.guid('must be an ID'))
      .min(1, 'must have at least one ID')
      .max(MAX_BULK, `must have at most ${MAX_BULK} IDs`),
  }),
  response: z.strictObject({}),
})

/** How a publisher applies to an offer. */
export const applyToOffer = defineContract({
  id: 'applyToOffer',
  dialect: integr8,
  tags: ['Offer approvals'],
  method: 'POST',
  path: `${offerPath}/applications`,
  params: offerParams,
  access: 'offers:apply',
  summary: 'Apply to an offer',
  description:
    'For publisher users. Admins and the advertiser’s account manager are told by email, and the publisher once it’s decided. Rejected publishers can apply again.',
  body: z.strictObject({
    application_note: applicationFields.applicationNote.describe('What those who decide should know.').optional(),
    terms_version: applicationFields.termsVersion
      .describe('The version of the offer’s terms that you accept. Required if it has terms.')
      .optional(),
  }),
  response: z.strictObject({ created_item_id: z.string() }),
})

export type ApprovalAnswer = z.infer<typeof approvalsResource.item>
