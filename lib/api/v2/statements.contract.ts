import { z } from 'zod'
import { StatementLineKind, StatementStatus } from '@/lib/database/generated/enums'
import { currency, day, line } from '@/lib/fields'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { listOf } from '@/lib/api/resource/fields'
import { wholeNumber } from '@/lib/api/whole-number'
import { namedRecord } from './record-fields'

const MOST = 500
const MONTH = 'must be a month such as 2026-10'

/** A month, as its first day. */
const month = z
  .string(MONTH)
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/, MONTH)
  .transform((text) => `${text}-01`)

const oneOf = (values: Readonly<Record<string, string>>) => `must be one of ${Object.keys(values).join(', ')}`
const time = z.iso.datetime().nullable()
const text = z.string()

/** A filter by one value. */
const equal = <T extends z.ZodType>(value: T, help: string) =>
  z.strictObject({ eq: value.optional().describe(help) }).optional()

const summary = {
  id: z.uuid(),
  incremental_id: z.int(),
  publisher: namedRecord,
  month: text.describe('In the organization’s time zone, such as 2026-10.'),
  currency: text,
  status: z.enum(StatementStatus),
  total: text.describe('An exact amount in the currency. A draft’s changes until it’s approved.'),
  approved_at: time,
  paid_on: z.iso.date().nullable(),
  payment_reference: text,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
}
export const statementSummary = z.strictObject(summary)
export type StatementSummary = z.output<typeof statementSummary>

export const statementDetails = z.strictObject({
  ...summary,
  lines: z.array(
    z.strictObject({
      kind: z.enum(StatementLineKind),
      month: text.describe('An earlier month if conversions were approved after that month’s statement.'),
      name: text.describe('The offer, or the adjustment’s reason.'),
      event: text.describe('What was converted to: the event, or what the offer calls its main conversion.'),
      count: z.int(),
      amount: text.describe('An exact amount in the currency. Lines add up to the total.'),
    }),
  ),
  adjustments: z.array(z.strictObject({ id: z.uuid(), amount: text, reason: text, created_at: z.iso.datetime() })),
  billing: z
    .strictObject({
      name: text,
      address: text,
      country: text,
      tax_id: text,
      email: text,
      payment_method: text,
    })
    .describe('The publisher’s billing details, as they were when it was approved.'),
})
export type StatementDetails = z.output<typeof statementDetails>

const common = { dialect: integr8, tags: ['Statements'] } as const
const reading = { ...common, method: 'GET', access: 'statements:read' } as const
const changing = { ...common, method: 'POST', access: 'statements:manage' } as const
const params = z.object({ statementID: z.string().describe('The statement’s ID or incremental ID.') })
const statementId = z.uuid('must be a statement’s ID').toLowerCase()
const ids = z
  .array(statementId)
  .min(1, 'must have at least one ID')
  .max(MOST, `must have at most ${MOST} IDs`)
  .refine((list) => new Set(list).size === list.length, 'must have each ID only once')
const changed = z.strictObject({})

export const statementSorts = ['month', 'publisher', 'total', 'status', 'incremental_id'] as const

/** Designed in the style of the Integr8 document, which has no statements. */
export const listStatements = defineContract({
  ...reading,
  id: 'listStatements',
  path: '/api/v2/statements',
  summary: 'List statements, newest first',
  description: 'Publishers only see statements that are approved or paid.',
  query: z.strictObject({
    filter: z
      .strictObject({
        month: equal(month, 'Only statements of this month, such as 2026-10.'),
        status: equal(z.enum(StatementStatus, oneOf(StatementStatus)), 'Only statements with this status.'),
        publisher_id: equal(text, 'Only statements of this publisher, by ID or incremental ID.'),
        currency: equal(currency, 'Only statements in this currency.'),
      })
      .prefault({}),
    sort: z
      .enum(
        statementSorts.flatMap((name) => [name, `-${name}` as const]),
        `must be one of ${statementSorts.join(', ')}, with - before it for descending order`,
      )
      .default('-month')
      .describe(`The field to sort by, with - before it for descending order: ${statementSorts.join(', ')}.`),
    page: z
      .strictObject({
        number: wholeNumber(1, 1_000_000).default(1).describe('Page number, starting at 1.'),
        size: wholeNumber(1, 100).default(25).describe('Items per page, 1 to 100. Default: 25.'),
      })
      .prefault({}),
  }),
  response: listOf(statementSummary).extend({
    totals: z
      .array(z.strictObject({ currency: text, total: text, draft: text, approved: text, paid: text }))
      .describe('Sums of everything that matches, by currency and status.'),
    statuses: z
      .strictObject({ draft: z.int(), approved: z.int(), paid: z.int() })
      .describe('How many match apart from the status.'),
    missing: z
      .int()
      .nullable()
      .describe(
        'How many statements of the month have something to pay but no draft yet, if you filter by month and can create them.',
      ),
  }),
})
export type StatementsAnswer = z.output<typeof listStatements.response>

export const readStatement = defineContract({
  ...reading,
  id: 'readStatement',
  path: '/api/v2/statements/{statementID}',
  summary: 'Get a statement with its lines',
  params,
  response: z.strictObject({ data: statementDetails }),
})
export type StatementAnswer = z.output<typeof readStatement.response>

export const downloadStatementPdf = defineContract({
  ...reading,
  id: 'downloadStatementPdf',
  path: '/api/v2/statements/{statementID}/pdf',
  summary: 'Download a statement as PDF',
  params,
  file: { type: 'application/pdf', name: 'statement-{statementID}.pdf' },
  response: z.custom<AsyncIterable<Uint8Array>>(),
})

export const downloadStatementCsv = defineContract({
  ...reading,
  id: 'downloadStatementCsv',
  path: '/api/v2/statements/{statementID}/csv',
  summary: 'Download a statement’s lines as CSV',
  params,
  query: z.strictObject({
    bom: z
      .boolean('must be true or false')
      .default(false)
      .describe('Whether to start the file with a byte order mark, which Excel needs to read it as UTF-8.'),
  }),
  file: { type: 'text/csv; charset=utf-8', name: 'statement-{statementID}.csv' },
  response: z.custom<AsyncIterable<string>>(),
})

export const draftStatements = defineContract({
  ...changing,
  id: 'draftStatements',
  path: '/api/v2/statements/drafts',
  summary: 'Create a month’s drafts',
  description:
    'Creates a draft for each publisher and currency with something to pay, unless there’s one, and deletes those without anything in them. What’s in a draft is always up to date.',
  body: z.strictObject({ month: month.describe('Such as 2026-10. This month, or an earlier one.') }),
  response: z.strictObject({ created: z.int(), deleted: z.int() }),
  tool: { readOnly: false, idempotent: true },
})

const AMOUNT = 'must be an amount other than 0, such as -12.50'

export const adjustStatement = defineContract({
  ...changing,
  id: 'adjustStatement',
  path: '/api/v2/statements/{statementID}/adjustments',
  summary: 'Add an adjustment to a draft',
  params,
  body: z.strictObject({
    amount: z
      .union([z.string(), z.number()], AMOUNT)
      .transform(String)
      .refine((value) => /^-?\d{1,12}(\.\d{1,6})?$/.test(value) && Number(value) !== 0, AMOUNT)
      .describe('In the statement’s currency. Less than 0 takes it off.'),
    reason: line(200).min(1, 'must not be empty').describe('The publisher reads it.'),
  }),
  status: 201,
  response: z.strictObject({ created_item_id: z.uuid() }),
})

export const removeStatementAdjustment = defineContract({
  ...common,
  method: 'DELETE',
  access: 'statements:manage',
  id: 'removeStatementAdjustment',
  path: '/api/v2/statements/{statementID}/adjustments/{adjustmentID}',
  summary: 'Remove an adjustment from a draft',
  params: params.extend({ adjustmentID: z.uuid('must be an adjustment’s ID') }),
  response: changed,
})

const TOTAL = 'must be an amount such as 12.50'

export const approveStatements = defineContract({
  ...changing,
  id: 'approveStatements',
  path: '/api/v2/statements/approve',
  summary: 'Approve drafts',
  description:
    'All of them or none. Their lines and totals are stored, the publishers see them, and conversions in them can’t change anymore. A month has to be over for an hour.',
  body: z.strictObject({
    data: z
      .array(
        z.strictObject({
          id: statementId,
          total: z
            .string(TOTAL)
            .regex(/^-?\d{1,18}(\.\d{1,6})?$/, TOTAL)
            .optional()
            .describe('The total you saw. If it’s another one now, nothing is approved.'),
        }),
      )
      .min(1, 'must have at least one statement')
      .max(MOST, `must have at most ${MOST} statements`)
      .refine((list) => new Set(list.map((one) => one.id)).size === list.length, 'must have each ID only once'),
  }),
  response: changed,
})

export const payStatements = defineContract({
  ...changing,
  id: 'payStatements',
  path: '/api/v2/statements/pay',
  summary: 'Mark approved statements as paid',
  description: 'All of them or none. They can’t be reopened unless you mark them as unpaid.',
  body: z.strictObject({
    data: ids,
    paid_on: day.describe(
      'The day they were paid, such as 2026-11-15. Not after today in the organization’s time zone.',
    ),
    reference: line(100).default('').describe('What identifies the payment, such as a transfer’s number.'),
  }),
  response: changed,
})

export const unpayStatements = defineContract({
  ...changing,
  id: 'unpayStatements',
  path: '/api/v2/statements/unpay',
  summary: 'Mark paid statements as unpaid',
  description:
    'All of them or none. They’re approved again, without a day and a reference of payment. What’s in them stays as it is.',
  body: z.strictObject({ data: ids }),
  response: changed,
})

export const reopenStatements = defineContract({
  ...changing,
  id: 'reopenStatements',
  path: '/api/v2/statements/reopen',
  summary: 'Reopen approved statements',
  description:
    'All of them or none. They’re drafts again, which publishers don’t see, and their conversions can change. Clicks and impressions stay as they were counted.',
  body: z.strictObject({ data: ids }),
  response: changed,
})
