import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'
import { customer } from './customers.contract'
import { eventParameters } from './event-parameters'
import { link } from './links.contract'
import { paymentProcessors } from './payment-processors'

// Contract: dub-events.txt, dub-response-shapes.md, and what the published SDK sends and validates.

/** The most events that can come before the end of a page: page 10,000 of the default size. */
export const MOST_EVENTS = 1_000_000
const MOST = 1_000
const direction = z.enum(['asc', 'desc'], 'must be asc or desc')

const query = z.strictObject({
  event: z
    .enum(['clicks', 'leads', 'sales'], 'must be clicks, leads, or sales')
    .default('clicks')
    .describe('Leads are conversions without an amount, sales those with one. Only approved ones count.'),
  page: wholeNumber(1, MOST_EVENTS)
    .default(1)
    .describe('Page number, starting at 1. Pages end at 1,000,000 events; start and end narrow down longer lists.'),
  limit: wholeNumber(1, MOST).default(100).describe('Events per page, 1 to 1000.'),
  sortBy: z.enum(['timestamp'], 'must be timestamp').default('timestamp'),
  sortOrder: direction.optional().describe('Newest first (desc) by default.'),
  order: direction.optional().describe('Deprecated: use `sortOrder`. Clients that send both get asc if either is.'),
  ...eventParameters,
})
export type EventsQuery = z.output<typeof query>

const click = z
  .object({
    id: z.string(),
    timestamp: z.iso.datetime(),
    url: z.string(),
    country: z.string(),
    city: z.string(),
    region: z.string(),
    continent: z.string(),
    device: z.string(),
    browser: z.string(),
    os: z.string(),
    trigger: z.string().nullable(),
    ua: z.string().nullable(),
    referer: z.string(),
    refererUrl: z.string(),
    qr: z.boolean(),
    ip: z.string(),
  })
  .meta({ id: 'DubClick' })
export type ClickAnswer = z.input<typeof click>

/** The same once more, as older clients read it. */
const flat = {
  click_id: z.string(),
  link_id: z.string(),
  domain: z.string(),
  key: z.string(),
  url: z.string(),
  continent: z.string(),
  country: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  qr: z.number().describe('1 if the link’s QR code was scanned, otherwise 0.'),
  ip: z.string(),
}
const common = { timestamp: z.iso.datetime(), click, link, ...flat }

/** Of conversions of anyone else, or of a customer that the caller can’t see, only the ID, if there is one. */
const buyer = customer.partial().required({ id: true, externalId: true, createdAt: true })

const converted = {
  ...common,
  eventId: z.string(),
  eventName: z.string(),
  metadata: z.unknown(),
  customer: buyer,
}

const clickEvent = z.object({ event: z.literal('click'), ...common }).meta({ id: 'DubClickEvent' })
const leadEvent = z.object({ event: z.literal('lead'), ...converted }).meta({ id: 'DubLeadEvent' })
const saleEvent = z
  .object({
    event: z.literal('sale'),
    ...converted,
    sale: z.object({
      amount: z.int().describe('In minor units of the currency.'),
      invoiceId: z.string().nullable(),
      paymentProcessor: z.enum(paymentProcessors),
      currency: z.string(),
    }),
    saleAmount: z.int(),
    invoice_id: z.string(),
    payment_processor: z.string(),
  })
  .meta({ id: 'DubSaleEvent' })
const event = z.discriminatedUnion('event', [clickEvent, leadEvent, saleEvent])
export type EventAnswer = z.input<typeof event>

export const listEvents = defineContract({
  id: 'listEvents',
  dialect: dub,
  tags: ['Events'],
  method: 'GET',
  path: '/api/events',
  access: 'clicks:read',
  summary: 'List clicks, leads, or sales',
  description:
    'Individual events, newest first. Clicks that were rejected or came from bots aren’t among them. Needs the Business plan or a higher one; leads and sales need access to reports.',
  query,
  response: z.array(event),
})
