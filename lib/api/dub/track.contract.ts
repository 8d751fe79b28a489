import { z } from 'zod'
import { customerFields } from '@/lib/catalog/rules/customer'
import type { Metadata } from '@/lib/conversions/ledger'
import { currency, line } from '@/lib/fields'
import { isStorable } from '@/lib/text'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import { orNone } from './or-none'
import { paymentProcessors } from './payment-processors'

// Contract: dub-response-shapes.md, and what the published SDK sends and validates.

/** Characters of metadata as JSON. */
const METADATA = 10_000

/** Whether PostgreSQL can store all text in it. */
function hasStorableText(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, one]) => isStorable(key) && hasStorableText(one))
}

/** Any JSON, which a body is anyway. In the documentation, `z.json()` would be a schema without a name, because it contains itself. */
const json = z.custom<Metadata>()

const metadata = z
  .record(z.string(), json, 'must be an object of JSON values')
  .refine((given) => JSON.stringify(given).length <= METADATA, 'must be at most 10,000 characters as JSON')
  .refine(hasStorableText, 'must not contain NUL characters or unpaired surrogates')
  .nullish()
  .describe('Anything you want to find again: an object of up to 10,000 characters as JSON.')

const customerExternalId = customerFields.externalId.describe('Your own ID for the customer.')
const person = {
  customerName: orNone(customerFields.name),
  customerEmail: orNone(customerFields.email),
  customerAvatar: orNone(customerFields.avatar).describe('The URL of an image.'),
}
const eventName = line(255).min(1, 'must not be empty')

const text = z.string().nullable()
const customer = { name: text, email: text, avatar: text, externalId: z.string() }

const about = { dialect: dub, tags: ['Leads and sales'], access: 'conversions:track' } as const

export const trackLead = defineContract({
  ...about,
  id: 'trackLead',
  method: 'POST',
  path: '/api/track/lead',
  summary: 'Track a lead',
  description: `Ties a click to a customer, and records a lead, which is stored before the response. The same lead of a customer counts once in 7 days.
A lead that’s called like the offer’s conversion, or one of its events, is that, and pays what a postback would.`,
  body: z.strictObject({
    clickId: orNone(line(255)).describe(
      'The click’s ID, from the `dub_id` or `transaction_id` parameter. Without it, the lead is of the customer’s first click.',
    ),
    eventName: eventName.describe('What happened, such as `Sign up`.'),
    customerExternalId,
    ...person,
    mode: z
      .enum(['async', 'wait', 'deferred'])
      .default('async')
      .describe(
        '`deferred` only ties the customer to the click. The lead counts with a later call without a `clickId`.',
      ),
    eventQuantity: z
      .int()
      .min(1, 'must be at least 1')
      .max(100, 'must be at most 100')
      .nullish()
      .describe('How often the lead counts, such as the number of seats in a trial.'),
    metadata,
  }),
  response: z
    .object({
      click: z.object({ id: z.string() }),
      link: z
        .object({
          id: z.string(),
          domain: z.string(),
          key: z.string(),
          shortLink: z.string(),
          url: z.string(),
          partnerId: text,
          programId: z.null(),
          tenantId: text,
          externalId: text,
        })
        .nullable(),
      customer: z.object(customer),
    })
    .meta({ id: 'DubLead' }),
})

export const trackSale = defineContract({
  ...about,
  id: 'trackSale',
  method: 'POST',
  path: '/api/track/sale',
  summary: 'Track a sale',
  description: `Records a sale, which is of the click of the customer’s latest lead. Without a known customer, \`clickId\` says whose it is. If neither is known, nothing is recorded, and \`customer\` and \`sale\` are null.
A sale that’s called like the offer’s conversion, or one of its events, is that, and pays what a postback would.`,
  body: z.strictObject({
    customerExternalId,
    amount: z
      .int('must be a whole number of the currency’s minor units, such as cents')
      .min(0, 'must be at least 0')
      .describe('In minor units of the currency: 1250 is 12.50 euros, or 1250 yen.'),
    currency: z
      .string()
      .transform((code) => code.toUpperCase())
      .pipe(currency)
      .default('USD')
      .describe('ISO 4217'),
    eventName: eventName.default('Purchase').describe('What happened, such as `Invoice paid`.'),
    paymentProcessor: z.enum(paymentProcessors).default('custom'),
    invoiceId: orNone(line(255)).describe('A sale with the same invoice ID counts once.'),
    metadata,
    leadEventName: orNone(line(255)).describe('Which lead the sale is attributed to. The latest, unless you say.'),
    clickId: orNone(line(255)).describe('For sales without a lead: the click’s ID.'),
    ...person,
  }),
  response: z
    .object({
      eventName: z.string(),
      customer: z.object({ id: z.string(), ...customer }).nullable(),
      sale: z
        .object({
          amount: z.int(),
          currency: z.string(),
          paymentProcessor: z.string(),
          invoiceId: text,
          metadata: z.record(z.string(), json).nullable(),
        })
        .nullable(),
    })
    .meta({ id: 'DubSale' }),
})
