import type { z } from 'zod'
import { csvLine } from '@/lib/csv'
import { database } from '@/lib/database/client'
import type { Import } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change, tryChange } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { isUuid } from '@/lib/uuid'
import { handle, type Operation } from '@/lib/api/operation'
import { csvColumnsOf, type CsvColumn } from './csv-columns'
import type { Columns } from './columns'
import { MAX_ROWS } from './csv-file'
import type { Fields } from './fields'
import type { Condition } from './filters'
import type { Asked, Rows } from './handle'
import { MAX_ERRORS, rowErrors, type ImportAnswer, type ImportContracts, type RowError } from './import.contract'
import { planImport, type FindStored, type Imported, type ImportPlan, type StoredRow } from './import-plan'
import { savePlan, type Saver } from './import-save'

/** How long a transaction that saves a file may take, in ms. */
const LONGEST = 300_000
/** After this time without progress, in ms, the process that ran an import must be gone. */
const SILENCE = 60_000
/** Imports of up to this number of rows are over when they're answered. */
const AT_ONCE = 200
/** Imports are forgotten after 30 days. */
const KEPT = 30 * 24 * 60 * 60 * 1000

type Handlers<F, P extends z.ZodObject, Where, Order> = {
  /** Those of handleResource. */
  rows: Pick<Rows<P, StoredRow, Where, Order>, 'within' | 'find'>
  /** Refuses callers who can't import anything, whatever the file says. */
  require?: (this: void, caller: Caller) => void
  save(this: void, asked: Asked<P>): Saver<Columns<F, 'create'>, Columns<F, 'update'>>
}

/** Ends an import's transaction, so that nothing of it is kept. */
class Undo extends Error {}

/** Connects the contracts of a resource's imports with what they do. */
export function handleImport<F extends Fields, P extends z.ZodObject, Where extends object, Order extends object>(
  contracts: ImportContracts<P>,
  resource: Imported & { one: string; params: P; fields: F },
  { rows, require = () => {}, save }: Handlers<F, P, Where, Order>,
): Operation[] {
  const asked = (caller: Caller, params: unknown): Asked<P> => ({
    caller,
    params: resource.params.parse(params),
    unchangedSince: null,
    filters: {},
  })
  // The compiler checked the columns where the resource was declared.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const asWhere = (condition: Condition) => condition as Where
  const find =
    (at: Asked<P>): FindStored =>
    async (keys) => {
      const where = await rows.within(at, asWhere(storedWhere(resource.fields, keys)))
      return rows.find(at.caller, { where, orderBy: [], skip: 0, take: MAX_ROWS })
    }
  const plan = (at: Asked<P>, file: string) => {
    require(at.caller)
    return planImport(resource, at.caller, file, find(at))
  }

  return [
    handle(contracts.template, async () => templateOf(csvColumnsOf(resource))),

    handle(contracts.preview, async (caller, { params, body }) => {
      const at = asked(caller, params)
      const planned = await plan(at, body.file)
      const errors = [...planned.errors, ...(await tryOut(caller, resource, planned, save(at)))]
      return { data: { ...countsOf(planned, errors), error_count: errors.length } }
    }),

    handle(contracts.start, async (caller, { params, body }) => {
      const at = asked(caller, params)
      const planned = await plan(at, body.file)
      // Callers who can't do this at all are told so at once.
      await tryOut(caller, resource, firstOf(planned), save(at))
      const store = database().forOrganization(caller.organization.id)
      await store.import.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - KEPT) } } })
      const { id } = await store.import.create({
        data: {
          organizationId: caller.organization.id,
          userId: caller.user.id,
          kind: resource.one,
          ...withoutErrors(countsOf(planned, [])),
        },
      })
      // Only large files take so long that people want to follow them. Then, the answer doesn't wait.
      const running = run(id, caller, resource, planned, save(at))
      if (planned.total <= AT_ONCE) await running
      return { created_item_id: id }
    }),

    handle(contracts.progress, async (caller, { params }) => {
      const { importID } = importParams(params)
      const store = database().forOrganization(caller.organization.id)
      const found = isUuid(importID)
        ? await store.import.findFirst({ where: { id: importID, kind: resource.one, userId: caller.user.id } })
        : null
      if (!found) throw new Refused('not_found', 'No import with this ID.')
      return { data: answerOf(found) }
    }),
  ]
}

function storedWhere(fields: Fields, { numbers, ids, externalIds }: Parameters<FindStored>[0]): Condition {
  return {
    OR: [
      { id: { in: ids } },
      ...(numbers.length > 0 ? [{ incrementalId: { in: numbers } }] : []),
      ...(Object.hasOwn(fields, 'external_id') ? [{ externalId: { in: externalIds }, archived: false }] : []),
    ],
  }
}

const importParams = (params: Readonly<Record<string, unknown>>) => ({ importID: String(params.importID) })

/** Saves the rows and takes all of it back. @returns which of them break a rule */
async function tryOut(caller: Caller, { fields }: Imported, plan: ImportPlan, saver: Saver): Promise<RowError[]> {
  let errors: RowError[] = []
  await tryChange(
    database(),
    caller,
    async (changing) => {
      errors = await savePlan(changing, fields, plan, saver)
    },
    { timeout: LONGEST },
  ).catch((error: unknown) => {
    // It's about all rows, such as an archived publisher's.
    if (!(error instanceof Refused) || error.kind === 'forbidden') throw error
    errors = [{ row: 1, column: error.field, message: error.message }]
  })
  return errors
}

/** Imports all rows or none, and keeps the import's record up to date. Never throws. */
async function run(id: string, caller: Caller, { fields }: Imported, plan: ImportPlan, saver: Saver): Promise<void> {
  const store = database().forOrganization(caller.organization.id)
  const where = { id }
  const fail = async (errors: readonly RowError[]) => {
    await store.import.update({ where, data: { status: 'failed', errors: sorted(errors).slice(0, MAX_ERRORS) } })
  }
  try {
    if (plan.errors.length > 0) return await fail(plan.errors)
    let errors: RowError[] = []
    await change(
      database(),
      caller,
      async (changing) => {
        const onProgress = async (done: number) => {
          await store.import.update({ where, data: { done } })
        }
        errors = await savePlan(changing, fields, plan, saver, onProgress)
        if (errors.length > 0) throw new Undo()
        // In the same transaction, so that it's done exactly if everything is saved.
        await changing.unscoped.import.update({ where, data: { status: 'done', done: plan.total } })
      },
      { timeout: LONGEST },
    ).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
    if (errors.length > 0) await fail(errors)
  } catch (error) {
    const isRefused = error instanceof Refused
    if (!isRefused) console.error('An import failed:', error)
    const message = isRefused ? error.message : 'Something went wrong, and nothing was imported. Try again.'
    await fail([{ row: 1, column: null, message }]).catch(console.error)
  }
}

function countsOf(plan: ImportPlan, errors: readonly RowError[]) {
  return {
    total: plan.total,
    created: plan.creates.length,
    updated: plan.updates.length,
    unchanged: plan.unchanged,
    errors: sorted(errors).slice(0, MAX_ERRORS),
  }
}

const firstOf = (plan: ImportPlan): ImportPlan => ({
  ...plan,
  creates: plan.creates.slice(0, 1),
  updates: plan.updates.slice(0, 1),
})

const withoutErrors = ({ errors: _errors, ...counts }: ReturnType<typeof countsOf>) => counts

const sorted = (errors: readonly RowError[]) => errors.toSorted((a, b) => a.row - b.row)

function answerOf({
  id,
  status,
  updatedAt,
  total,
  done,
  created,
  updated,
  unchanged,
  errors,
  createdAt,
}: Import): ImportAnswer {
  const isGone = status === 'running' && Date.now() - updatedAt.getTime() > SILENCE
  return {
    id,
    status: isGone ? 'interrupted' : statusOf(status),
    total,
    done,
    created,
    updated,
    unchanged,
    errors: rowErrors.parse(errors),
    created_at: createdAt.toISOString(),
  }
}

const statusOf = (status: string): ImportAnswer['status'] =>
  status === 'done' || status === 'failed' ? status : 'running'

/** The names of all columns, and a row with what each can have. */
async function* templateOf(columns: readonly CsvColumn[]): AsyncGenerator<string> {
  yield csvLine(columns.map(({ name }) => name))
  yield csvLine(columns.map(exampleOf))
}

const examples: Readonly<Record<string, string>> = {
  name: 'Example',
  external_id: 'example-1',
  email: 'team@example.com',
  website: 'https://www.example.com',
  country: 'DE',
  countries: 'DE,AT',
  currency: 'EUR',
  timezone: 'Europe/Berlin',
}

/** Only what a row needs, and what's clear from the column's name. IDs are left out, because nobody else has the same. */
function exampleOf({ name, field }: CsvColumn): string {
  const own = name.split('.').at(-1) ?? name
  return examples[own] ?? (field.required && field.reference ? '1' : '')
}
