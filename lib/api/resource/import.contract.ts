import { z } from 'zod'
import type { Permission } from '@/lib/identity/permissions'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'

/** How many of a file's errors answers list. */
export const MAX_ERRORS = 100

const count = z.int()

/** What's wrong with a row. The header is row 1, as in spreadsheets. */
const rowError = z.strictObject({
  row: count,
  /** Null if it isn't about one column. */
  column: z.string().nullable(),
  message: z.string(),
})
export type RowError = z.infer<typeof rowError>
export const rowErrors = z.array(rowError)

const counts = {
  total: count.describe('Rows in the file.'),
  created: count.describe('Rows that create an item.'),
  updated: count.describe('Rows that change an item.'),
  unchanged: count.describe('Rows that are as stored.'),
  errors: rowErrors.describe(`The first ${MAX_ERRORS} errors.`),
}

const importItem = z.strictObject({
  id: z.uuid(),
  status: z.enum(['running', 'done', 'failed', 'interrupted']),
  done: count.describe('Rows that are through.'),
  ...counts,
  created_at: z.iso.datetime(),
})
export type ImportAnswer = z.infer<typeof importItem>

const previewed = z.strictObject({ ...counts, error_count: count })
export type PreviewAnswer = z.infer<typeof previewed>

const body = z.strictObject({
  file: z
    .string('must be the text of a CSV file')
    .describe(
      'The text of a CSV file, with the names of the columns in its first row. Commas or semicolons separate cells.',
    ),
})

type Imported<P extends z.ZodObject> = {
  many: string
  means: { many: string }
  tag: string
  path: string
  params: P
  access: { read: Permission; manage: Permission }
}

/**
 * The contracts to import a resource's CSV files: those that its export gives, or its template. Rows with an item's ID or external ID update it, and
 * others create one. `handleImport` connects them with what they do.
 */
export function defineImport<P extends z.ZodObject>({ many, means, tag, path, params, access }: Imported<P>) {
  const shared = { dialect: integr8, tags: [tag], access: access.manage, params } as const
  return {
    template: defineContract({
      ...shared,
      access: access.read,
      id: `download${many}Template`,
      method: 'GET',
      path: `${path}/import`,
      summary: `Get a CSV template to import ${means.many}`,
      description: 'All columns, and an example. Only the required ones must be in your file.',
      file: { type: 'text/csv; charset=utf-8', name: `${path.split('/').at(-1)}-template.csv` },
      response: z.custom<AsyncIterable<string>>(),
    }),
    preview: defineContract({
      ...shared,
      id: `preview${many}Import`,
      method: 'POST',
      path: `${path}/import/preview`,
      summary: `Check a CSV file of ${means.many}`,
      description: 'Says what an import would do, and which rows are wrong. Changes nothing.',
      body,
      response: z.strictObject({ data: previewed }),
      tool: { readOnly: true, idempotent: true },
    }),
    start: defineContract({
      ...shared,
      id: `import${many}`,
      method: 'POST',
      path: `${path}/import`,
      summary: `Import a CSV file of ${means.many}`,
      description:
        'Imports all rows or none. The answer has the import’s ID, by which you can follow it. Rows with an ID or an external ID that exists update that item: empty cells clear text, lists, and what can be null, and columns that aren’t in the file stay as they are.',
      body,
      response: z.strictObject({ created_item_id: z.uuid() }),
    }),
    progress: defineContract({
      ...shared,
      access: access.read,
      id: `follow${many}Import`,
      method: 'GET',
      path: `${path}/import/{importID}`,
      params: params.extend({ importID: z.string() }),
      summary: `Get an import of ${means.many}`,
      description: 'How far it is, and what it did.',
      response: z.strictObject({ data: importItem }),
    }),
  }
}
export type ImportContracts<P extends z.ZodObject> = ReturnType<typeof defineImport<P>>
