import { z } from 'zod'
import type { PublisherOfferRow } from '@/lib/catalog/publisher-offers'
import { accessTo, offerAccess, payoutOf, targetingOf } from '@/lib/catalog/rules/publisher-offer'
import type { Prisma } from '@/lib/database/generated/client'
import {
  ApprovalStatus,
  CapMetric,
  CapPeriod,
  CustomPayoutType,
  PayoutType,
  Visibility,
} from '@/lib/database/generated/enums'
import { countryCode } from '@/lib/fields'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { recordFields } from './record-fields'

type Order = Prisma.OfferOrderByWithRelationInput

const payout = z.strictObject({
  payout_type: z.enum(CustomPayoutType),
  payout: z.number(),
  payout_percent: z.number(),
  /** Agreed with the publisher. */
  is_custom: z.boolean(),
})
const inWords = ({ payoutType, isCustom, ...amounts }: ReturnType<typeof payoutOf>): z.input<typeof payout> => ({
  payout_type: payoutType,
  payout: amounts.payout,
  payout_percent: amounts.payoutPercent,
  is_custom: isCustom,
})

const approval = z.strictObject({
  status: z.enum(ApprovalStatus),
  applied_at: z.iso.datetime().nullable(),
  decided_at: z.iso.datetime().nullable(),
  decision_note: z.string(),
  terms_version: z.int().nullable(),
  terms_accepted_at: z.iso.datetime().nullable(),
})

const values = z.strictObject({ include: z.array(z.string()), exclude: z.array(z.string()) }).optional()
const visitors = z.strictObject({
  country: values,
  region: values,
  device: values,
  os: values,
  browser: values,
  language: values,
})

const { id, created_at, updated_at } = recordFields

const fields = {
  id,
  incremental_id: { type: z.int(), column: 'incrementalId' },
  integration_id: { type: z.uuid(), column: 'integrationId' },
  name: { type: z.string(), column: 'name' },
  description: { type: z.string(), column: 'description' },
  categories: { type: z.array(z.string()), column: 'categories' },
  visibility: { type: z.enum(Visibility), column: 'visibility' },
  approval: {
    type: approval.nullable(),
    value: ({ approvals: [own] }: PublisherOfferRow) =>
      own
        ? {
            status: own.status,
            applied_at: own.appliedAt?.toISOString() ?? null,
            decided_at: own.decidedAt?.toISOString() ?? null,
            decision_note: own.decisionNote,
            terms_version: own.termsVersion,
            terms_accepted_at: own.termsAcceptedAt?.toISOString() ?? null,
          }
        : null,
    help: 'Your application, or null if there’s none.',
  },
  access: {
    type: z.enum(offerAccess),
    value: accessTo,
    asked: z.enum(offerAccess, `must be ${offerAccess.join(', ')}`),
    help: 'Whether you can run it, wait for a decision, or can apply.',
  },
  restriction_note: { type: z.string(), column: 'restrictionNote', help: 'What you must not do.' },
  terms_and_conditions_enabled: {
    type: z.boolean(),
    column: 'termsAndConditionsEnabled',
    help: 'Whether you must accept the terms when you apply.',
  },
  terms_and_conditions: { type: z.string(), column: 'termsAndConditions' },
  terms_version: { type: z.int(), column: 'termsVersion' },
  payout: {
    type: payout,
    value: (offer: PublisherOfferRow) => inWords(payoutOf(offer)),
    help: 'What you’re paid, including payouts agreed with you.',
  },
  payout_type: {
    type: z.enum(CustomPayoutType),
    value: (offer: PublisherOfferRow) => payoutOf(offer).payoutType,
    asked: z.enum(PayoutType, `must be ${Object.values(PayoutType).join(', ')}`),
    help: 'The type of your payout.',
  },
  targeting: {
    type: visitors,
    value: targetingOf,
    help: 'Which visitors it’s for: values that they must have (include) or can’t have (exclude). Empty if it’s for everyone.',
  },
  allowed_country: { asked: countryCode, help: 'A country that it’s for.' },
  currency: { type: z.string(), column: 'currency' },
  conversion_name: { type: z.string(), column: 'conversionName' },
  deep_link_enabled: { type: z.boolean(), column: 'deepLinkEnabled' },
  deep_link_hosts: { type: z.array(z.string()), column: 'deepLinkHosts' },
  offer_preview_enabled: { type: z.boolean(), column: 'offerPreviewEnabled' },
  primary_domain: { type: z.string(), column: 'primaryDomain' },
  events: {
    type: z.array(
      z.strictObject({ id: z.uuid(), incremental_id: z.int(), name: z.string(), description: z.string(), payout }),
    ),
    value: (offer: PublisherOfferRow) =>
      offer.events.map((event) => ({
        id: event.id,
        incremental_id: event.incrementalId,
        name: event.name,
        description: event.description,
        payout: inWords(payoutOf(offer, event)),
      })),
  },
  landing_pages: {
    type: z.array(
      z.strictObject({
        id: z.uuid(),
        incremental_id: z.int(),
        name: z.string(),
        preview_url: z.string().nullable(),
        is_default: z.boolean(),
      }),
    ),
    value: ({ landingPages }: PublisherOfferRow) =>
      landingPages.map((page) => ({
        id: page.id,
        incremental_id: page.incrementalId,
        name: page.name,
        preview_url: page.previewUrl,
        is_default: page.isDefault,
      })),
  },
  caps: {
    type: z.array(
      z.strictObject({
        sub_id: z.string().nullable(),
        metric: z.enum(CapMetric),
        period: z.enum(CapPeriod),
        limit: z.number(),
        remaining: z.number(),
        resets_at: z.iso.datetime().nullable(),
      }),
    ),
    value: ({ caps }: PublisherOfferRow) =>
      caps.map(({ subId, metric, period, limit, pace }) => ({
        sub_id: subId,
        metric,
        period,
        limit: limit.toNumber(),
        remaining: pace.remaining,
        resets_at: pace.resetsAt?.toISOString() ?? null,
      })),
    help: 'Limits of the offer as a whole, and of you or one of your sub IDs on it, with what’s left of them, up to a second ago.',
  },
  created_at,
  updated_at,
} as const satisfies FieldsOf<Order, PublisherOfferRow>

/** The offers that the signed-in publisher can run or apply to, at a path like that of their own sub IDs. */
export const publisherOffersResource = defineResource<Prisma.OfferWhereInput, Order>()({
  one: 'PublisherOffer',
  many: 'PublisherOffers',
  means: { one: 'an offer you can run', many: 'offers you can run' },
  tag: 'Offers',
  path: '/api/v2/organizations/{organizationID}/offers',
  params: z.object({ organizationID: z.string().describe('Your organization’s ID or slug.') }),
  itemParam: 'offerID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  search: ['name'],
  verbs: {
    list: { description: 'For publisher users. Includes offers that you can apply to.' },
    read: { description: 'For publisher users.' },
  },
})

export type MyOffer = z.infer<typeof publisherOffersResource.item>
