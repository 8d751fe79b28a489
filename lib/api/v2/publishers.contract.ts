import { z } from 'zod'
import type { PublisherRow } from '@/lib/catalog/publishers'
import { publisherFields, trackingDomainIds } from '@/lib/catalog/rules/publisher'
import { tagIds } from '@/lib/catalog/rules/shared'
import { PromotionalMethod, ThrottleStatus } from '@/lib/database/generated/enums'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { defineImport } from '@/lib/api/resource/import.contract'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { afterDelete, managerOf, managerRecord, numbered, recordFields, tagRecord, tagsOf } from './record-fields'

type Order = Prisma.PublisherOrderByWithRelationInput

const groupRecord = z.strictObject({ id: z.uuid(), name: z.string() })

/** Where it's billed and paid. */
const billing = {
  name: { type: z.string(), column: 'billingName', write: publisherFields.billingName },
  email: { type: z.string(), column: 'billingEmail', write: publisherFields.billingEmail },
  address: { type: z.string(), column: 'billingAddress', write: publisherFields.billingAddress },
  country: {
    type: z.string(),
    column: 'billingCountry',
    write: publisherFields.billingCountry,
    help: 'ISO 3166-1 alpha-2 code, or empty.',
  },
  tax_id: { type: z.string(), column: 'billingTaxId', write: publisherFields.billingTaxId },
  currency: {
    type: z.string(),
    column: 'billingCurrency',
    write: publisherFields.billingCurrency,
    help: 'ISO 4217 code, or empty for the organization’s currency.',
  },
  payment_method: { type: z.string(), column: 'paymentMethod', write: publisherFields.paymentMethod },
  payment_details: { type: z.string(), column: 'paymentDetails', write: publisherFields.paymentDetails },
} as const satisfies FieldsOf<Order, PublisherRow>

/** Named as in custom throttles. */
const defaultThrottle = {
  active: { type: z.boolean(), column: 'throttleEnabled', write: publisherFields.throttleEnabled },
  throttle_percentage: {
    type: z.int(),
    column: 'throttlePercentage',
    write: publisherFields.throttlePercentage,
    help: 'The chance that a conversion is throttled, 0 to 100.',
  },
  throttle_status: {
    type: z.enum(ThrottleStatus),
    column: 'throttleStatus',
    write: publisherFields.throttleStatus,
    help: 'The status of throttled conversions.',
  },
} as const satisfies FieldsOf<Order, PublisherRow>

const fields = {
  ...recordFields,
  ...numbered,
  name: { type: z.string(), column: 'name', write: publisherFields.name, required: true },
  external_id: {
    type: z.string().nullable(),
    column: 'externalId',
    write: publisherFields.externalId,
    networkOnly: true,
    help: 'Its ID in another system. Publisher users don’t see it.',
  },
  active: {
    type: z.boolean(),
    column: 'active',
    write: publisherFields.active,
    help: 'Whether its users can sign in and its links lead to offers.',
  },
  company_name: { type: z.string(), column: 'companyName', write: publisherFields.companyName },
  email: { type: z.string().nullable(), column: 'email', write: publisherFields.email },
  phone: { type: z.string(), column: 'phone', write: publisherFields.phone },
  messenger: { type: z.string(), column: 'messenger', write: publisherFields.messenger },
  address: { type: z.string(), column: 'address', write: publisherFields.address },
  city: { type: z.string(), column: 'city', write: publisherFields.city },
  country: {
    type: z.string(),
    column: 'country',
    write: publisherFields.country,
    help: 'ISO 3166-1 alpha-2 code, or empty.',
  },
  countries: {
    type: z.array(z.string()),
    column: 'countries',
    write: publisherFields.countries,
    help: 'ISO 3166-1 alpha-2 codes of where its visitors are.',
  },
  website: { type: z.string().nullable(), column: 'website', write: publisherFields.website },
  description: {
    type: z.string(),
    column: 'description',
    write: publisherFields.description,
    networkOnly: true,
    help: 'The network’s notes. Publisher users don’t see them.',
  },
  promotional_method: {
    type: z.array(z.enum(PromotionalMethod)),
    column: 'promotionalMethods',
    write: publisherFields.promotionalMethods,
  },
  timezone: {
    type: z.string().nullable(),
    column: 'timezone',
    write: publisherFields.timezone,
    help: 'IANA time zone, or null for the organization’s.',
  },
  fraud_visibility_enabled: {
    type: z.boolean(),
    column: 'fraudVisibilityEnabled',
    write: publisherFields.fraudVisibilityEnabled,
    help: 'Whether its users see why clicks and conversions were rejected.',
  },
  postback_manager_enabled: {
    type: z.boolean(),
    column: 'postbackManagerEnabled',
    write: publisherFields.postbackManagerEnabled,
    help: 'Whether its users can set where they’re notified of conversions.',
  },
  billing: { fields: billing, networkOnly: true, help: 'Where it’s billed and paid. Publisher users don’t see it.' },
  default_throttle: {
    fields: defaultThrottle,
    networkOnly: true,
    help: 'Conversion throttling for offers without a custom throttle. Publisher users don’t see it.',
  },
  manager_id: {
    type: z.uuid().nullable(),
    column: 'manager.id',
    write: z.guid('must be the ID of an admin or account manager').nullable(),
    reference: 'user',
    help: 'The admin or account manager it’s assigned to.',
  },
  manager: { type: managerRecord.nullable(), value: ({ manager }: PublisherRow) => manager && managerOf(manager) },
  group_id: {
    type: z.uuid().nullable(),
    column: 'group.id',
    write: z.guid('must be the ID of a publisher group').nullable(),
    reference: 'publisherGroup',
    networkOnly: true,
    help: 'The publisher group that it’s in. Publisher users don’t see it.',
  },
  group: {
    type: groupRecord.nullable(),
    value: ({ group }: PublisherRow) => group && { id: group.id, name: group.name },
    networkOnly: true,
  },
  tag_ids: {
    type: z.array(z.uuid()),
    each: 'tags.tagId',
    value: ({ tags }: PublisherRow) => tags.map(({ tagId }) => tagId),
    write: tagIds,
    networkOnly: true,
    help: 'Publisher users don’t see tags.',
  },
  tags: { type: z.array(tagRecord), value: ({ tags }: PublisherRow) => tagsOf(tags), networkOnly: true },
  tracking_domain_ids: {
    type: z.array(z.uuid()),
    each: 'trackingDomains.trackingDomainId',
    value: ({ trackingDomains }: PublisherRow) => trackingDomains.map(({ trackingDomainId }) => trackingDomainId),
    write: trackingDomainIds,
    help: 'The tracking domains that are only for this publisher and others that have them too.',
  },
  tracking_domains: {
    type: z.array(z.strictObject({ id: z.uuid(), host: z.string() })),
    value: ({ trackingDomains }: PublisherRow) =>
      trackingDomains.map(({ trackingDomain: { id, host } }) => ({ id, host })),
  },
} as const satisfies FieldsOf<Order, PublisherRow>

/** Contract: Publishers in the Integr8 document. */
export const publishersResource = defineResource<Prisma.PublisherWhereInput, Order>()({
  one: 'Publisher',
  many: 'Publishers',
  means: { one: 'a publisher', many: 'publishers' },
  tag: 'Publishers',
  path: '/api/v2/publishers',
  params: z.object({}),
  itemParam: 'publisherID',
  access: { read: 'publishers:read', manage: 'publishers:manage' },
  fields,
  versioned: true,
  isImported: true,
  search: ['name', 'companyName', 'email', 'incrementalId'],
  verbs: {
    list: { description: 'Publisher users only see their own publisher.' },
    create: {},
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: { description: `${afterDelete} A deleted publisher’s users can’t sign in.` },
  },
})

export const publishersImport = defineImport(publishersResource)

export type PublisherAnswer = z.infer<typeof publishersResource.item>
