import { z } from 'zod'
import type { OfferRow } from '@/lib/catalog/offers'
import { fraudFilterGroupIds, offerFields } from '@/lib/catalog/rules/offer'
import { priceFields } from '@/lib/catalog/rules/price'
import { tagIds } from '@/lib/catalog/rules/shared'
import { targeting } from '@/lib/catalog/rules/targeting'
import type { Prisma } from '@/lib/database/generated/client'
import { PayoutType, RevenueType, Visibility } from '@/lib/database/generated/enums'
import { defineResource } from '@/lib/api/resource/define'
import { defineImport } from '@/lib/api/resource/import.contract'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { afterDelete, named, namedRecord, numbered, recordFields, tagRecord, tagsOf } from './record-fields'

type Order = Prisma.OfferOrderByWithRelationInput

/** A related record without a number, in responses. */
export const plainRecord = z.strictObject({ id: z.uuid(), name: z.string() })
export const plain = ({ id, name }: { id: string; name: string }) => ({ id, name })

const only = (what: string) => `Used by ${what}; 0 otherwise.`

/** What something pays and earns. */
export const price = {
  payout_type: { type: z.enum(PayoutType), column: 'payoutType', write: priceFields.payoutType },
  payout: {
    type: z.number(),
    column: 'payout',
    write: priceFields.payout,
    help: only('CPA, CPAxCPS, CPC, and CPM'),
  },
  payout_percent: {
    type: z.number(),
    column: 'payoutPercent',
    write: priceFields.payoutPercent,
    help: only('CPS and CPAxCPS, as a percentage of the sale, and by PRV, as a percentage of the revenue'),
  },
  revenue_type: { type: z.enum(RevenueType), column: 'revenueType', write: priceFields.revenueType },
  revenue: {
    type: z.number(),
    column: 'revenue',
    write: priceFields.revenue,
    help: only('RPA, RPAxRPS, RPC, and RPM'),
  },
  revenue_percent: {
    type: z.number(),
    column: 'revenuePercent',
    write: priceFields.revenuePercent,
    help: only('RPS and RPAxRPS, as a percentage of the sale'),
  },
} as const

const flagOf = <const Column extends string>(column: Column, write: typeof offerFields.active, help?: string) =>
  ({ type: z.boolean(), column, write, ...(help === undefined ? {} : { help }) }) as const

const fields = {
  ...recordFields,
  ...numbered,
  integration_id: { type: z.uuid(), column: 'integrationId', help: 'The integration in the path.' },
  integration: { type: plainRecord, value: ({ integration }: OfferRow) => plain(integration) },
  name: { type: z.string(), column: 'name', write: offerFields.name, required: true },
  external_id: {
    type: z.string().nullable(),
    column: 'externalId',
    write: offerFields.externalId,
    help: 'Its ID in another system.',
  },
  advertiser_id: {
    type: z.int(),
    column: 'advertiser.incrementalId',
    write: reference,
    reference: 'advertiser',
    required: true,
    help: 'Its advertiser: the incremental ID or the ID.',
  },
  advertiser: { type: namedRecord, value: ({ advertiser }: OfferRow) => named(advertiser) },
  active: flagOf('active', offerFields.active),
  description: { type: z.string(), column: 'description', write: offerFields.description },
  categories: {
    type: z.array(z.string()),
    column: 'categories',
    write: offerFields.categories,
    help: 'What publishers can filter offers by.',
  },
  visibility: {
    type: z.enum(Visibility),
    column: 'visibility',
    write: offerFields.visibility,
    help: 'Public: every publisher can run it. Requires_Approval: publishers apply. Private: only approved publishers see it.',
  },
  restriction_note: {
    type: z.string(),
    column: 'restrictionNote',
    write: offerFields.restrictionNote,
    help: 'What publishers must not do. Publishers see it.',
  },
  terms_and_conditions_enabled: flagOf(
    'termsAndConditionsEnabled',
    offerFields.termsAndConditionsEnabled,
    'Whether publishers must accept the terms when they apply.',
  ),
  terms_and_conditions: { type: z.string(), column: 'termsAndConditions', write: offerFields.termsAndConditions },
  terms_version: { type: z.int(), column: 'termsVersion', help: 'Goes up by 1 when the terms change.' },
  default_payout: {
    fields: price,
    help: 'What it pays and earns, unless a custom payout or its event says otherwise.',
  },
  currency: {
    type: z.string(),
    column: 'currency',
    write: offerFields.currency,
    help: 'ISO 4217 code, such as USD or EUR. By default, the organization’s currency.',
  },
  conversion_name: {
    type: z.string(),
    column: 'conversionName',
    write: offerFields.conversionName,
    help: 'What its main conversion is called, such as Sale.',
  },
  allow_duplicate_conversions: flagOf(
    'allowDuplicateConversions',
    offerFields.allowDuplicateConversions,
    'Whether one click can convert more than once.',
  ),
  manually_approve_conversions: flagOf('manuallyApproveConversions', offerFields.manuallyApproveConversions),
  attribution_window_days: {
    type: z.int(),
    column: 'attributionWindowDays',
    write: offerFields.attributionWindowDays,
    help: 'How many days after a click its conversions count.',
  },
  cookie_tracking_enabled: flagOf(
    'cookieTrackingEnabled',
    offerFields.cookieTrackingEnabled,
    'Whether clicks set a cookie, so that a pixel can report their conversions.',
  ),
  hold_days: {
    type: z.int(),
    column: 'holdDays',
    write: offerFields.holdDays,
    help: 'How many days its conversions and events are pending before they’re approved by themselves: 0 to 365. Default: 0.',
  },
  fallback_url: {
    type: z.string().nullable(),
    column: 'fallbackUrl',
    write: offerFields.fallbackUrl,
    help: 'Where rejected clicks go. Can contain macros such as {click_id}.',
  },
  fallback_urls: {
    type: offerFields.fallbackUrls,
    value: ({ fallbackUrls }: OfferRow) => fallbackUrls,
    write: offerFields.fallbackUrls,
    help: 'Where clicks go instead that are rejected for certain reasons.',
  },
  block_on_reject: flagOf(
    'blockOnReject',
    offerFields.blockOnReject,
    'Whether clicks that fraud filters reject go to the fallback. Otherwise, they’re forwarded, recorded as rejected, and not paid.',
  ),
  deep_link_enabled: flagOf('deepLinkEnabled', offerFields.deepLinkEnabled),
  deep_link_hosts: {
    type: z.array(z.string()),
    column: 'deepLinkHosts',
    write: offerFields.deepLinkHosts,
    help: 'Hosts that deep links may lead to, including their subdomains. By default, those of its landing pages.',
  },
  offer_preview_enabled: flagOf('offerPreviewEnabled', offerFields.offerPreviewEnabled),
  primary_domain: {
    type: z.string(),
    column: 'primaryDomain',
    write: offerFields.primaryDomain,
    help: 'The host that its links use, or empty for the default tracking domain.',
  },
  parallel_tracking_enabled: flagOf('parallelTrackingEnabled', offerFields.parallelTrackingEnabled),
  parallel_tracking_url: {
    type: z.string().nullable(),
    column: 'parallelTrackingUrl',
    write: offerFields.parallelTrackingUrl,
    help: 'Called for each click. Required if parallel tracking is on. Can contain macros.',
  },
  enable_js_tracking: flagOf('enableJsTracking', offerFields.enableJsTracking),
  impression_forwarding_enabled: flagOf('impressionForwardingEnabled', offerFields.impressionForwardingEnabled),
  impression_forwarding_url: {
    type: z.string().nullable(),
    column: 'impressionForwardingUrl',
    write: offerFields.impressionForwardingUrl,
    help: 'Called for each impression that counts. Required if impression forwarding is on. Can contain macros.',
  },
  view_through_attribution_enabled: flagOf(
    'viewThroughAttributionEnabled',
    offerFields.viewThroughAttributionEnabled,
    'Whether impressions can convert, too.',
  ),
  view_through_window_hours: {
    type: z.int(),
    column: 'viewThroughWindowHours',
    write: offerFields.viewThroughWindowHours,
    help: 'How many hours after an impression its conversions count, with view-through attribution: 1 to 720. Default: 24.',
  },
  targeting_simple_enabled: flagOf(
    'targetingSimpleEnabled',
    offerFields.targetingSimpleEnabled,
    'Whether its own targeting counts instead of its targeting group.',
  ),
  simple_targeting: {
    type: targeting,
    value: ({ simpleTargeting }: OfferRow) => targeting.parse(simpleTargeting),
    write: offerFields.simpleTargeting,
    help: 'Its own targeting: values that visitors must have (include) or can’t have (exclude).',
  },
  targeting_group_id: {
    type: z.uuid().nullable(),
    column: 'targetingGroup.id',
    write: z.guid('must be the ID of a targeting group').nullable(),
    reference: 'targetingGroup',
  },
  targeting_group: {
    type: plainRecord.nullable(),
    value: ({ targetingGroup }: OfferRow) => targetingGroup && plain(targetingGroup),
  },
  fraud_filter_group_ids: {
    type: z.array(z.uuid()),
    each: 'fraudFilterGroups.fraudFilterGroupId',
    value: ({ fraudFilterGroups }: OfferRow) => fraudFilterGroups.map((group) => group.fraudFilterGroupId),
    write: fraudFilterGroupIds,
    help: 'The fraud filters that check its clicks.',
  },
  fraud_filter_groups: {
    type: z.array(plainRecord),
    value: ({ fraudFilterGroups }: OfferRow) =>
      fraudFilterGroups.map(({ fraudFilterGroup }) => plain(fraudFilterGroup)),
  },
  tag_ids: {
    type: z.array(z.uuid()),
    each: 'tags.tagId',
    value: ({ tags }: OfferRow) => tags.map(({ tagId }) => tagId),
    write: tagIds,
  },
  tags: { type: z.array(tagRecord), value: ({ tags }: OfferRow) => tagsOf(tags) },
  copy_landing_pages_of: {
    write: reference,
    reference: 'offer',
    on: 'create',
    help: 'An offer whose landing pages it gets copies of: the incremental ID or the ID.',
  },
} as const satisfies FieldsOf<Order, OfferRow>

/** Contract: Offers in the Integr8 document. */
export const offersResource = defineResource<Prisma.OfferWhereInput, Order>()({
  one: 'Offer',
  many: 'Offers',
  means: { one: 'an offer', many: 'offers' },
  tag: 'Offers',
  path: '/api/v2/integrations/{integrationID}/offers',
  params: z.object({ integrationID: z.string().describe('The integration’s ID.') }),
  itemParam: 'offerID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  isImported: true,
  search: ['name'],
  verbs: {
    list: {
      description: 'Publishers list the offers they can run with `/api/v2/organizations/{organizationID}/offers`.',
    },
    create: {},
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: { description: afterDelete },
  },
})

export const offersImport = defineImport(offersResource)

/** The offers of all integrations, for those who look for an offer rather than know where it is. */
export const allOffersResource = defineResource<Prisma.OfferWhereInput, Order>()({
  one: 'OrganizationOffer',
  many: 'OrganizationOffers',
  means: { one: 'an offer of any integration', many: 'offers of all integrations' },
  tag: 'Offers',
  path: '/api/v2/offers',
  params: z.object({}),
  itemParam: 'offerID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  // Its files are imported into an integration.
  isImported: true,
  search: ['name'],
  verbs: {
    list: { description: 'To create and change offers, use the path with their `integration_id`.' },
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
  },
})

export type OfferAnswer = z.infer<typeof offersResource.item>
