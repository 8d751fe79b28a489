import { z } from 'zod'
import type { ShortLinkRow } from '@/lib/catalog/reading-links'
import { shortLinkFields, testVariants } from '@/lib/catalog/rules/short-link'
import { shortLinkKey } from '@/lib/catalog/rules/short-link-key'
import type { Prisma } from '@/lib/database/generated/client'
import { flag } from '@/lib/fields'
import { moment } from '@/lib/api/dub/fields'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { defineImport } from '@/lib/api/resource/import.contract'
import { named, namedRecord, offerOrNone, publisherOrNone, recordFields } from './record-fields'

type Order = Prisma.LinkOrderByWithRelationInput

/** A short link with the name of its domain, as people read it. */
export type NamedLinkRow = ShortLinkRow & { host: string }

const text = z.string()
const textOrNone = text.nullable()
const id = z.uuid().nullable()
const time = z.iso.datetime().nullable()
const targets = z.record(text, text)
const written = shortLinkFields
const host = text.max(253, 'must be at most 253 characters')
const name = text.max(200, 'must be at most 200 characters').nullable()

const byCountry = 'Other destinations by country: {"DE":"https://…"}.'
const orNone = <T>(object: T): T | null => (Object.keys(object ?? {}).length > 0 ? object : null)

/** What links can't be without: an empty cell says nothing about it. */
const leftOut = <Field extends z.ZodType<string, string>>(field: Field) =>
  text.transform((given) => (given.trim() === '' ? undefined : given)).pipe(field.optional())

/** Destinations for some visitors. An empty cell or null means that there are none. */
const targeted = <Field extends z.ZodType>(field: Field) => field.nullable().transform((given) => given ?? {})

const fields = {
  ...recordFields,
  domain: {
    type: text,
    asked: host,
    value: ({ host: readable }: NamedLinkRow) => readable,
    write: leftOut(host),
    help: 'A tracking domain, or the installation’s own. The publisher’s or the default one if it’s left out.',
  },
  key: { type: text, column: 'key', write: leftOut(shortLinkKey), help: 'Random if it’s left out.' },
  url: {
    type: text,
    column: 'url',
    write: written.url,
    help: 'Where it leads. Empty for the landing page of its offer.',
  },
  offer_incremental_id: {
    ...offerOrNone,
    help: 'The offer that it leads to: its incremental ID or its ID.',
  },
  offer: { type: namedRecord.nullable(), value: ({ offer }: NamedLinkRow) => offer && named(offer) },
  landing_page_id: { type: id, column: 'landingPageId', write: id, help: 'One of the offer’s landing pages.' },
  publisher_incremental_id: {
    ...publisherOrNone,
    help: 'Whose clicks these are: the publisher’s incremental ID or its ID. Null for the organization’s own links.',
  },
  publisher: {
    type: namedRecord.nullable(),
    value: ({ publisher }: NamedLinkRow) => publisher && named(publisher),
  },
  external_id: { type: textOrNone, column: 'externalId', write: written.externalId },
  tag_ids: {
    type: z.array(z.uuid()),
    each: 'tags.tagId',
    value: ({ tags }: NamedLinkRow) => tags.map(({ tagId }) => tagId),
  },
  tags: {
    type: z.array(text),
    value: ({ tags }: NamedLinkRow) => tags.map(({ tag }) => tag.name),
    write: z.array(text).max(50, 'must have at most 50 names'),
    as: 'tagNames',
    help: 'The names of its tags.',
  },
  folder_id: { type: id, column: 'folderId' },
  folder: {
    type: textOrNone,
    value: ({ folder }: NamedLinkRow) => folder?.name ?? null,
    write: name,
    as: 'folderName',
    help: 'The name of its folder.',
  },
  campaign_id: { type: id, column: 'campaignId' },
  campaign: {
    type: textOrNone,
    value: ({ campaign }: NamedLinkRow) => campaign?.externalId ?? null,
    write: name,
    as: 'campaignExternalId',
    help: 'The publisher’s own ID of the campaign.',
  },
  tenant_id: { type: textOrNone, column: 'tenantId', write: written.tenantId },
  expires_at: { type: time, column: 'expiresAt', write: moment.nullable() },
  expired_url: { type: textOrNone, column: 'expiredUrl', write: written.expiredUrl },
  utm_source: { type: text, column: 'utmSource', write: written.utmSource },
  utm_medium: { type: text, column: 'utmMedium', write: written.utmMedium },
  utm_campaign: { type: text, column: 'utmCampaign', write: written.utmCampaign },
  utm_term: { type: text, column: 'utmTerm', write: written.utmTerm },
  utm_content: { type: text, column: 'utmContent', write: written.utmContent },
  ref: { type: text, column: 'ref', write: written.ref },
  ios: { type: textOrNone, column: 'ios', write: written.ios },
  android: { type: textOrNone, column: 'android', write: written.android },
  geo: {
    type: targets.nullable(),
    value: ({ geo }: NamedLinkRow) => orNone(geo),
    write: targeted(written.geo),
    help: byCountry,
  },
  devices: {
    type: targets.nullable(),
    value: ({ devices }: NamedLinkRow) => orNone(devices),
    write: targeted(written.devices),
  },
  systems: {
    type: targets.nullable(),
    value: ({ systems }: NamedLinkRow) => orNone(systems),
    write: targeted(written.systems),
  },
  test_variants: {
    type: z.array(z.object({ url: text, percentage: z.int() })).nullable(),
    value: ({ testVariants: variants }: NamedLinkRow) => orNone(variants),
    write: testVariants.nullable().transform((given) => given ?? []),
    help: 'Destinations that share the clicks: [{"url":"https://…","percentage":50}, …].',
  },
  title: { type: textOrNone, column: 'title', write: written.title },
  description: { type: textOrNone, column: 'description', write: written.description },
  image: { type: textOrNone, column: 'image', write: written.image },
  video: { type: textOrNone, column: 'video', write: written.video },
  proxy: { type: z.boolean(), column: 'proxy', write: flag },
  track_conversion: { type: z.boolean(), column: 'trackConversion', write: flag },
  do_index: { type: z.boolean(), column: 'doIndex', write: flag },
  rewrite: { type: z.boolean(), column: 'rewrite', write: flag },
  comments: { type: text, column: 'comments', write: written.comments },
  archived: {
    type: z.boolean(),
    column: 'archived',
    write: flag,
    help: 'Archived links keep working and leave lists, unless you filter by `archived`.',
  },
} as const satisfies FieldsOf<Order, NamedLinkRow>

/** Our own: short links in the format of the network API, to export and import them. Dub's API has the rest. */
export const shortLinksResource = defineResource<Prisma.LinkWhereInput, Order>()({
  one: 'ShortLink',
  many: 'ShortLinks',
  means: { one: 'a short link', many: 'short links' },
  tag: 'Links',
  path: '/api/v2/links',
  params: z.object({}),
  itemParam: 'linkID',
  access: { read: 'links:read', manage: 'links:manage' },
  fields,
  isImported: true,
  search: ['key', 'url', 'comments'],
  verbs: {
    list: {
      description: 'Publisher users see their own publisher’s. What links led to is in `/api/links` and in reports.',
    },
  },
})

export const shortLinksImport = defineImport(shortLinksResource)
