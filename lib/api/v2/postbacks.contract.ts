import { z } from 'zod'
import type { PostbackRow } from '@/lib/catalog/postbacks'
import { LONGEST_DELAY, postbackFields } from '@/lib/catalog/rules/postback'
import type { Prisma } from '@/lib/database/generated/client'
import { PostbackBodyType, PostbackMethod, PostbackTrigger } from '@/lib/database/generated/enums'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { defineResource } from '@/lib/api/resource/define'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, offerOrNone, publisherOrNone, recordFields } from './record-fields'

type Order = Prisma.PostbackOrderByWithRelationInput

export const postbackTriggers = Object.values(PostbackTrigger)

/** A postback with what became of its requests. */
export type CountedPostback = PostbackRow & {
  calls: {
    delivered: number
    waiting: number
    failed: number
    failingSince: Date | null
    lastDeliveredAt: Date | null
    lastError: string
    lastErrorAt: Date | null
  }
}

const fields = {
  ...recordFields,
  incremental_id: { type: z.int(), column: 'incrementalId' },
  name: { type: z.string(), column: 'name', write: postbackFields.name, required: true },
  active: {
    type: z.boolean(),
    column: 'active',
    write: postbackFields.active,
    help: 'Whether it’s sent. What waits when it’s switched off is sent if it’s switched on again within 24 hours. Default: true.',
  },
  publisher_incremental_id: {
    ...publisherOrNone,
    on: 'create',
    help: 'Whose it is: the publisher’s incremental ID or its ID. It’s about that publisher’s clicks and conversions only. Null for the network’s own, which is about those of all publishers. Publisher users always create their own.',
  },
  publisher: { type: namedRecord.nullable(), value: ({ publisher }: PostbackRow) => publisher && named(publisher) },
  offer_incremental_id: {
    ...offerOrNone,
    help: 'The only offer that it’s about: its incremental ID or its ID. Null for all.',
  },
  offer: { type: namedRecord.nullable(), value: ({ offer }: PostbackRow) => offer && named(offer) },
  event_incremental_id: {
    type: z.int().nullable(),
    column: 'offerEvent.incrementalId',
    write: reference.nullable(),
    reference: 'offerEvent',
    as: 'offerEventId',
    help: 'The only one of the offer’s events that it’s about: its incremental ID or its ID. Null for all.',
  },
  event: { type: namedRecord.nullable(), value: ({ offerEvent }: PostbackRow) => offerEvent && named(offerEvent) },
  trigger: {
    type: z.enum(PostbackTrigger),
    column: 'trigger',
    write: postbackFields.trigger,
    required: true,
    help: 'When it’s sent. click: for each click that counts. conversion and event: when one is recorded and isn’t rejected. approval and rejection: when a conversion or event becomes approved or rejected, which can be at once.',
  },
  method: {
    type: z.enum(PostbackMethod),
    column: 'method',
    write: postbackFields.method,
    help: 'Default: GET.',
  },
  url: {
    type: z.string(),
    column: 'url',
    write: postbackFields.url,
    required: true,
    help: 'What’s called, with macros such as {click_id} and {payout} in its path or query. Private addresses are never called.',
  },
  headers: {
    type: z.record(z.string(), z.string()),
    value: ({ headers }: PostbackRow) => headers,
    write: postbackFields.headers,
    help: 'Headers to send, by name, such as `{"Authorization": "Bearer …"}`.',
  },
  body_type: {
    type: z.enum(PostbackBodyType),
    column: 'bodyType',
    write: postbackFields.bodyType,
    help: 'What the body is: JSON is sent as application/json, and Form as application/x-www-form-urlencoded. Default: JSON.',
  },
  body: {
    type: z.string(),
    column: 'body',
    write: postbackFields.body,
    help: 'What’s sent with POST, with macros, such as `{"id": "{conversion_id}", "payout": {payout}}`.',
  },
  delay_seconds: {
    type: z.int(),
    column: 'delaySeconds',
    write: postbackFields.delaySeconds,
    help: `How long after what it’s about it’s sent, up to ${LONGEST_DELAY} (a day). Default: 0.`,
  },
  switched_off_at: {
    type: z.iso.datetime().nullable(),
    column: 'switchedOffAt',
    help: 'When it was switched off because its target kept failing. Null if it wasn’t. To switch it on again, set `active`.',
  },
  switched_off_why: { type: z.string(), column: 'switchedOffWhy', help: 'Why, or an empty string.' },
  delivered: {
    type: z.int(),
    value: ({ calls }: CountedPostback) => calls.delivered,
    help: 'Requests that were answered with a status below 400.',
  },
  waiting: {
    type: z.int(),
    value: ({ calls }: CountedPostback) => calls.waiting,
    help: 'Requests that are about to be sent or sent again.',
  },
  failed: { type: z.int(), value: ({ calls }: CountedPostback) => calls.failed, help: 'Requests that were given up.' },
  failing_since: {
    type: z.iso.datetime().nullable(),
    value: ({ calls }: CountedPostback) => calls.failingSince?.toISOString() ?? null,
    help: 'Since when every attempt has failed. Null if the last one didn’t.',
  },
  last_delivered_at: {
    type: z.iso.datetime().nullable(),
    value: ({ calls }: CountedPostback) => calls.lastDeliveredAt?.toISOString() ?? null,
  },
  last_error: {
    type: z.string(),
    value: ({ calls }: CountedPostback) => calls.lastError,
    help: 'Why an attempt failed most recently, or an empty string.',
  },
  last_error_at: {
    type: z.iso.datetime().nullable(),
    value: ({ calls }: CountedPostback) => calls.lastErrorAt?.toISOString() ?? null,
  },
} as const satisfies FieldsOf<Order, CountedPostback>

const tag = 'Postbacks'
const path = '/api/v2/postbacks'

/** Designed in the style of the Integr8 document, which mentions a postback manager without printing it. */
export const postbacksResource = defineResource<Prisma.PostbackWhereInput, Order>()({
  one: 'Postback',
  many: 'Postbacks',
  means: { one: 'a postback', many: 'postbacks' },
  tag,
  path,
  params: z.object({}),
  itemParam: 'postbackID',
  access: { read: 'postbacks:read', manage: 'postbacks:manage' },
  fields,
  versioned: true,
  search: ['name', 'url'],
  verbs: {
    list: { description: 'Publisher users need a postback manager (`postback_manager_enabled` of their publisher).' },
    create: {},
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: { description: 'What’s sent from then on. Calls that wait already stay as they are.' },
    archive: {
      description:
        'Deleted postbacks are archived: they’re no longer sent, and they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`.',
    },
  },
})

export type PostbackAnswer = z.infer<typeof postbacksResource.item>

const ofOne = {
  dialect: integr8,
  tags: [tag],
  params: z.object({ postbackID: z.string().describe('The postback’s ID or incremental ID.') }),
  access: 'postbacks:manage',
} as const

const secret = z.strictObject({
  data: z.strictObject({
    secret: z.string().nullable().describe('Null if it can’t be read because AUTH_SECRET changed. Replace it then.'),
  }),
})

export const readPostbackSecret = defineContract({
  ...ofOne,
  id: 'readPostbackSecret',
  method: 'GET',
  path: `${path}/{postbackID}/secret`,
  summary: 'Get the secret that signs a postback',
  description: 'Requests have the header `Tributary-Signature: t=…,v1=…`: docs/postbacks.md says how to verify it.',
  response: secret,
})

export const replacePostbackSecret = defineContract({
  ...ofOne,
  id: 'replacePostbackSecret',
  method: 'POST',
  path: `${path}/{postbackID}/secret`,
  summary: 'Replace the secret that signs a postback',
  description: 'Requests are signed with the new one from then on, including those that wait.',
  response: secret,
})

/** Sends a postback with sample values. */
export const testPostback = defineContract({
  ...ofOne,
  id: 'testPostback',
  method: 'POST',
  path: `${path}/{postbackID}/test`,
  summary: 'Send a postback with sample values',
  description:
    'Sends one request at once, with the header `Tributary-Test: true`, and logs it with the result `test`. It counts in nothing, and works for postbacks that are off. A target that doesn’t answer is no error: see `message`.',
  response: z.strictObject({
    data: z.strictObject({
      delivered: z.boolean().describe('Whether it was answered with a status below 400.'),
      status: z.int().describe('0 if there was no answer.'),
      duration_ms: z.int(),
      response: z.string().describe('The start of the answer.'),
      message: z.string().describe('Why it failed, or an empty string.'),
      method: z.enum(PostbackMethod),
      url: z.string().describe('What was called. Parameters that look like secrets are masked.'),
    }),
  }),
})
export type PostbackTest = z.infer<typeof testPostback.response>['data']

/** Sends a request of a postback again. */
export const retryPostback = defineContract({
  ...ofOne,
  id: 'retryPostback',
  method: 'POST',
  path: `${path}/{postbackID}/calls/{callID}/retry`,
  params: ofOne.params.extend({
    callID: z.guid('must be an ID').describe('What attempts in the postback log belong to: their `parent`.'),
  }),
  summary: 'Send a postback’s request again',
  description:
    'It’s sent within a second and, if it fails, again for 24 hours. Works for requests that are waiting, and for a week for those that were delivered or given up. It’s the same request with the same `Idempotency-Key`, but a target that ignores the key counts a delivered one twice.',
  response: z.strictObject({}),
})
