import { z } from 'zod'
import { linkPassword, shortLinkFields } from '@/lib/catalog/rules/short-link'
import { KEY_LENGTH, keyPrefix, LONGEST_KEY, shortLinkKey, SHORTEST_RANDOM } from '@/lib/catalog/rules/short-link-key'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'
import { idsIn, MOST, moment, orEmpty, searched, textList, uuid, without } from './fields'
import { tag } from './tags.contract'

/** Contract: dub-response-shapes.md, and what the published SDK sends and validates. */
const text = z.string().nullable()
const time = z.iso.datetime().nullable()

/** A short link in Dub's shape. Lists of events have it too. */
const linkShape = {
  id: z.string(),
  domain: z.string(),
  key: z.string(),
  url: z.string(),
  trackConversion: z.boolean(),
  externalId: text,
  tenantId: text,
  programId: z.null(),
  partnerId: text,
  archived: z.boolean(),
  expiresAt: time,
  expiredUrl: text,
  disabledAt: time,
  password: text,
  proxy: z.boolean(),
  title: text,
  description: text,
  image: text,
  video: text,
  rewrite: z.boolean(),
  doIndex: z.boolean(),
  ios: text,
  android: text,
  geo: z.record(z.string(), z.string()).nullable(),
  publicStats: z.boolean(),
  tags: z.array(tag).nullable(),
  folderId: text,
  comments: text,
  shortLink: z.string(),
  qrCode: z.string(),
  utm_source: text,
  utm_medium: text,
  utm_campaign: text,
  utm_term: text,
  utm_content: text,
  testVariants: z.array(z.object({ url: z.string(), percentage: z.int() })).nullable(),
  testStartedAt: time,
  testCompletedAt: time,
  userId: text,
  workspaceId: z.string(),
  clicks: z.int(),
  leads: z.int(),
  conversions: z.int(),
  sales: z.int(),
  saleAmount: z.int(),
  lastClicked: time,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  tagId: text,
  projectId: z.string(),
  webhookIds: z.array(z.string()),
} as const

export const link = z.object(linkShape).meta({ id: 'DubLink' })
export type LinkAnswer = z.input<typeof link>

const { url, geo, devices, systems, testVariants } = shortLinkFields

/** Where null means none, and is stored as an empty object or list. */
const orNothing = <Field extends z.ZodType, Nothing>(field: Field, nothing: Nothing) =>
  field
    .nullable()
    .transform((given) => given ?? nothing)
    .optional()

/** What can be set about any link. */
const settings = {
  tenantId: shortLinkFields.tenantId.optional().describe('Whose it is in your own system.'),
  programId: without('there are no programs'),
  partnerId: uuid
    .nullable()
    .optional()
    .describe('The ID of the publisher whose clicks these are. Null for the organization.'),
  trackConversion: z.boolean().optional().describe('Whether its destination gets the click’s ID as `dub_id`.'),
  archived: z.boolean().optional(),
  tagIds: idsIn('IDs of tags', 50).optional(),
  tagNames: textList('names of tags').pipe(z.array(z.string()).max(50, 'must have at most 50 names')).optional(),
  tagId: uuid.nullable().optional().describe('One tag, as older clients send it.'),
  folderId: uuid.nullable().optional(),
  comments: orEmpty(shortLinkFields.comments).optional(),
  expiresAt: moment.nullable().optional(),
  expiredUrl: shortLinkFields.expiredUrl.optional(),
  password: linkPassword.optional().describe('What visitors are asked for.'),
  proxy: z.boolean().optional().describe('Whether link previews show `title`, `description`, and `image`.'),
  title: shortLinkFields.title.optional(),
  description: shortLinkFields.description.optional(),
  image: shortLinkFields.image.optional(),
  video: shortLinkFields.video.optional(),
  rewrite: z.boolean().optional().describe('Whether the destination is shown at the short link’s own address.'),
  ios: shortLinkFields.ios.optional(),
  android: shortLinkFields.android.optional(),
  geo: orNothing(geo, {}).describe('Destinations by country: `{"DE": "https://…"}`.'),
  doIndex: z.boolean().optional(),
  utm_source: orEmpty(shortLinkFields.utmSource).optional(),
  utm_medium: orEmpty(shortLinkFields.utmMedium).optional(),
  utm_campaign: orEmpty(shortLinkFields.utmCampaign).optional(),
  utm_term: orEmpty(shortLinkFields.utmTerm).optional(),
  utm_content: orEmpty(shortLinkFields.utmContent).optional(),
  ref: orEmpty(shortLinkFields.ref).optional(),
  testVariants: orNothing(testVariants, []).describe('2 to 4 destinations that share the clicks.'),
  testStartedAt: moment.nullable().optional(),
  testCompletedAt: moment.nullable().optional(),
  publicStats: z.boolean().optional(),
  webhookIds: without('postbacks are sent for all of a publisher’s links'),
  // What Dub doesn't have.
  offerId: uuid
    .nullable()
    .optional()
    .describe('The offer that it’s for. Without a `url`, it leads to its landing page.'),
  landingPageId: uuid.nullable().optional().describe('One of the offer’s landing pages.'),
  campaignId: uuid.nullable().optional().describe('One of the publisher’s campaigns.'),
  devices: orNothing(devices, {}).describe('Destinations by device, such as `{"Tablet": "https://…"}`.'),
  systems: orNothing(systems, {}).describe('Destinations by operating system, such as `{"Windows": "https://…"}`.'),
  qr: orNothing(shortLinkFields.qr, {}).describe('How its QR code looks.'),
}

const domain = z.string().min(1, 'must not be empty').max(253, 'must be at most 253 characters')

/** Where a link is, and what it's called elsewhere. */
const naming = {
  domain: domain
    .optional()
    .describe('A tracking domain, or the installation’s own. Yours or the default one if absent.'),
  key: shortLinkKey.optional().describe('Random if absent. `_root` is the domain’s own link.'),
  externalId: shortLinkFields.externalId.optional().describe('The ID it has in your own system. Unique.'),
}

const newLink = z.strictObject({
  url: url.optional().describe('Where it leads. Required unless it has an offer.'),
  ...naming,
  keyLength: wholeNumber(SHORTEST_RANDOM, LONGEST_KEY)
    .optional()
    .describe(`How long its random key is. ${KEY_LENGTH} if absent.`),
  prefix: keyPrefix.optional().describe('What its random key begins with.'),
  ...settings,
})
export type NewLink = z.output<typeof newLink>

const changedLink = z.strictObject({ url: url.optional(), ...naming, ...settings })
export type ChangedLink = z.output<typeof changedLink>

const about = { dialect: dub, tags: ['Links'] }
const params = z.object({
  id: z
    .string()
    .max(300, 'must be at most 300 characters')
    .describe('The link’s ID, or `ext_` and the ID it has in your own system.'),
})

/** What lists of links can be narrowed to. */
const linkFilters = {
  domain: domain.optional(),
  tagId: uuid.optional().describe('The same as `tagIds`, as older clients send it.'),
  tagIds: idsIn('IDs of tags', 100).optional().describe('Links with any of these tags.'),
  tagNames: textList('names of tags').optional().describe('Links with any of these tags, by name.'),
  folderId: uuid.optional(),
  search: searched.optional().describe('Part of the key or the destination.'),
  userId: uuid.optional().describe('Who created it.'),
  tenantId: z.string().min(1, 'must not be empty').optional(),
  partnerId: uuid.optional().describe('The publisher.'),
  offerId: uuid.optional(),
  campaignId: uuid.optional(),
  showArchived: z.boolean().default(false).describe('Whether to include archived links.'),
  withTags: z.boolean().default(false).describe('Only links that have tags.'),
}
export type LinkFilters = z.output<z.ZodObject<typeof linkFilters>>

const cursor = z.guid('must be the ID of a link')

export const listLinks = defineContract({
  ...about,
  id: 'listLinks',
  method: 'GET',
  path: '/api/links',
  access: 'links:read',
  summary: 'List links',
  description:
    'Short links, with what they led to. Publisher users see their own publisher’s. Clicks and sales are counted from events, so links can’t be sorted by them.',
  query: z.strictObject({
    ...linkFilters,
    sortBy: z.enum(['createdAt'], 'must be createdAt').default('createdAt'),
    sortOrder: z.enum(['asc', 'desc']).default('desc'),
    startingAfter: cursor.optional().describe('The last link of the previous page.'),
    endingBefore: cursor.optional().describe('The first link of the next page.'),
    page: wholeNumber(1, 1000).optional().describe('Page number, starting at 1. Use `startingAfter` for long lists.'),
    pageSize: wholeNumber(1, MOST).default(MOST).describe('Links per page, 1 to 100.'),
  }),
  response: z.array(link),
})

export const countLinks = defineContract({
  ...about,
  id: 'countLinks',
  method: 'GET',
  path: '/api/links/count',
  access: 'links:read',
  summary: 'Count links',
  description: 'A number, as Dub documents it and its SDKs check it, whether or not there’s a `groupBy`.',
  query: z.strictObject({
    ...linkFilters,
    groupBy: z
      .enum(['domain', 'tagId', 'userId', 'folderId'])
      .optional()
      .describe('Taken from Dub’s clients. It doesn’t change the number.'),
  }),
  response: z.int(),
})

export const getLinkInfo = defineContract({
  ...about,
  id: 'getLinkInfo',
  method: 'GET',
  path: '/api/links/info',
  access: 'links:read',
  summary: 'Find a link',
  description: 'By `linkId`, by `externalId` with `ext_` before it, or by `domain` and `key`.',
  query: z.strictObject({
    domain: domain.optional(),
    key: z
      .string()
      .min(1, 'must not be empty')
      .max(LONGEST_KEY, `must be at most ${LONGEST_KEY} characters`)
      .optional(),
    linkId: z.string().min(1, 'must not be empty').max(300, 'must be at most 300 characters').optional(),
    externalId: z.string().min(1, 'must not be empty').max(300, 'must be at most 300 characters').optional(),
  }),
  response: link,
})

export const getLink = defineContract({
  ...about,
  id: 'getLink',
  method: 'GET',
  path: '/api/links/{id}',
  access: 'links:read',
  summary: 'Get a link',
  params,
  response: link,
})

export const createLink = defineContract({
  ...about,
  id: 'createLink',
  method: 'POST',
  path: '/api/links',
  access: 'links:manage',
  summary: 'Create a link',
  description: 'UTM parameters become part of the destination. Links of publisher users are their publisher’s.',
  body: newLink,
  response: link,
})

export const updateLink = defineContract({
  ...about,
  id: 'updateLink',
  method: 'PATCH',
  path: '/api/links/{id}',
  access: 'links:manage',
  summary: 'Update a link',
  description: 'Changes the fields that are sent.',
  params,
  body: changedLink,
  response: link,
})

export const upsertLink = defineContract({
  ...about,
  id: 'upsertLink',
  method: 'PUT',
  path: '/api/links/upsert',
  access: 'links:manage',
  summary: 'Create or update a link',
  description:
    'Updates the link with this `externalId`, or this `domain` and `key`, or else this destination, among those that you can see. Creates one if there’s none.',
  body: newLink,
  response: link,
})

export const deleteLink = defineContract({
  ...about,
  id: 'deleteLink',
  method: 'DELETE',
  path: '/api/links/{id}',
  access: 'links:manage',
  summary: 'Delete a link',
  description: 'It leads nowhere from then on. Its clicks stay in reports.',
  params,
  response: z.object({ id: z.string() }),
})

const linkError = z
  .object({
    /** What was sent. */
    link: z.unknown(),
    error: z.string(),
    code: z.enum(['bad_request', 'forbidden', 'not_found', 'conflict', 'unprocessable_entity']),
  })
  .meta({ id: 'DubLinkError' })
export type LinkErrorAnswer = z.input<typeof linkError>

const ids = (of: string) =>
  z
    .array(z.string().min(1, 'must not be empty').max(300, 'must be at most 300 characters'))
    .min(1, `must have an ${of}`)
    .max(MOST, `must have at most ${MOST} IDs`)
    .transform((given) => [...new Set(given)])

export const bulkCreateLinks = defineContract({
  ...about,
  id: 'bulkCreateLinks',
  method: 'POST',
  path: '/api/links/bulk',
  access: 'links:manage',
  summary: 'Create several links',
  description:
    'Up to 100. Each is created or not by itself: the answer has the link, or the error, of each in the same order.',
  body: z.array(newLink).min(1, 'must have at least one link').max(MOST, `must have at most ${MOST} links`),
  response: z.array(z.union([link, linkError])),
})

const { domain: _domain, key: _key, externalId: _externalId, ...bulkFields } = changedLink.shape

export const bulkUpdateLinks = defineContract({
  ...about,
  id: 'bulkUpdateLinks',
  method: 'PATCH',
  path: '/api/links/bulk',
  access: 'links:manage',
  summary: 'Update several links',
  description: 'Makes the same change to up to 100 links, or to none if one can’t be changed.',
  body: z.strictObject({
    linkIds: ids('ID').optional(),
    externalIds: ids('ID').optional().describe('IDs in your own system, instead of `linkIds`.'),
    data: z.strictObject(bulkFields),
  }),
  response: z.array(link),
})

export const bulkDeleteLinks = defineContract({
  ...about,
  id: 'bulkDeleteLinks',
  method: 'DELETE',
  path: '/api/links/bulk',
  access: 'links:manage',
  summary: 'Delete several links',
  description: 'Up to 100. IDs that no link has are ignored, unless none of them is a link’s.',
  query: z.strictObject({ linkIds: idsIn('IDs of links', MOST).describe('IDs of links, with commas between them.') }),
  response: z.object({ deletedCount: z.int() }),
})
