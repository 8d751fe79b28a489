import { z } from 'zod'
import { entity } from '@/lib/reports/entity'
import { postbackDirections } from '@/lib/api/v2/postback-table.contract'

const numbered = z.object({ id: z.number().int(), name: z.string() })

/** One entry of the postback log in a list. */
export const loggedPostback = z.object({
  id: z.string(),
  /** ISO 8601, UTC */
  time: z.iso.datetime(),
  direction: z.enum(postbackDirections),
  source: z.string(),
  result: z.string(),
  /** The result in words. */
  message: z.string(),
  method: z.string(),
  host: z.string(),
  url: z.string(),
  /** Null if there was no answer. */
  httpStatus: z.number().int().nullable(),
  attempt: z.number().int(),
  /** The postback that was sent. */
  postback: numbered.nullable(),
  publisher: entity.nullable(),
  offer: entity.nullable(),
  event: numbered.nullable(),
  conversionId: z.string().nullable(),
})
export type LoggedPostback = z.infer<typeof loggedPostback>

/** With the day, in the organization's zone, that its page lists it on. */
const dated = z.object({ id: z.string(), day: z.iso.date() })

/** Everything that's known about one entry. */
export const postbackEntry = loggedPostback.extend({
  /** The call that it's an attempt of. */
  callId: z.string().nullable(),
  /** In ms. */
  duration: z.number().int(),
  /** The start of the answer. */
  response: z.string(),
  transactionId: z.string().nullable(),
  /** What it's about, as far as the caller can see it. */
  click: dated.nullable(),
  impression: dated.nullable(),
  conversion: dated.nullable(),
  /** All attempts of the same call, first to last. */
  attempts: z.array(
    z.object({
      id: z.string(),
      time: z.iso.datetime(),
      attempt: z.number().int(),
      result: z.string(),
      message: z.string(),
      httpStatus: z.number().int().nullable(),
      duration: z.number().int(),
    }),
  ),
})
export type PostbackEntry = z.infer<typeof postbackEntry>
