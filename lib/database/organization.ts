import { z } from 'zod'
import { Prisma, type PrismaClient } from '@/lib/database/generated/client'
import { insertRows, MANY } from './insert-rows'

// Created once, since creating them takes a good part of a query's time.
const anyObject = z.record(z.string(), z.unknown())
const cursors = z.object({ cursor: z.unknown(), select: z.unknown(), include: z.unknown() }).partial()

/**
 * A Prisma client that only sees and creates rows of one organization. It refuses anything it can't guard: raw SQL, unknown operations,
 * tables that belong to no organization, writes through relations (pass IDs instead), and cursors (compare columns instead).
 * The types require `organizationId` in data. Any other organization's ID is refused.
 */
export type OrganizationClient = Omit<
  PrismaClient,
  | '$queryRaw'
  | '$queryRawUnsafe'
  | '$executeRaw'
  | '$executeRawUnsafe'
  | '$extends'
  | '$on'
  | '$connect'
  | '$disconnect'
>

/** The same inside a transaction, with the organization it's limited to. */
export type OrganizationTransaction = Omit<
  Prisma.TransactionClient,
  '$queryRaw' | '$queryRawUnsafe' | '$executeRaw' | '$executeRawUnsafe' | '$transaction' | 'rateWindow' | 'visitorSalt'
> & {
  readonly organizationId: string
  /** Whether everything is taken back in the end, so that new rows don't need numbers and names that others would wait for. */
  readonly isTrial: boolean
}

/** The column with the owning organization's ID, by model. Models not listed belong to no organization. */
export const tenantKeys: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(Prisma.ModelName)
    .map((model) => [model, model === 'Organization' ? 'id' : 'organizationId'] as const)
    .filter(([model, key]) => scalarFields(model).includes(key)),
)

/** Which arguments of each operation must be limited to the organization. */
export const guardedOperations: Readonly<
  Record<string, { where?: true; data?: readonly ('data' | 'create' | 'update')[] }>
> = {
  findUnique: { where: true },
  findUniqueOrThrow: { where: true },
  findFirst: { where: true },
  findFirstOrThrow: { where: true },
  findMany: { where: true },
  count: { where: true },
  aggregate: { where: true },
  groupBy: { where: true },
  delete: { where: true },
  deleteMany: { where: true },
  update: { where: true, data: ['data'] },
  updateMany: { where: true, data: ['data'] },
  updateManyAndReturn: { where: true, data: ['data'] },
  upsert: { where: true, data: ['create', 'update'] },
  create: { data: ['data'] },
  createMany: { data: ['data'] },
  createManyAndReturn: { data: ['data'] },
}

type Plain = Record<string, unknown>

// To Prisma, an undefined or empty ID would mean "any".
const organizationID = z.uuid('an organization ID must be a UUID')

export function organizationClient(prisma: PrismaClient, organizationId: string): OrganizationClient {
  const id = organizationID.parse(organizationId)
  const scoped = prisma.$extends({
    name: 'organization',
    query: {
      $allOperations: ({ model, operation, args, query }) => query(guard(id, model, operation, args)),
    },
  })
  // The extension changes queries, not the types of arguments and results.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return scoped as unknown as OrganizationClient
}

/**
 * Limits a transaction to one organization, by the same rules. Its queries start at once and have no fluent methods.
 * @param onWrite called with the table of every statement that changed rows
 * @param isTrial whether everything is taken back in the end
 */
export function organizationTransaction(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  onWrite: (model: string) => void = () => {},
  isTrial = false,
): OrganizationTransaction {
  const id = organizationID.parse(organizationId)
  const run = async (model: string, operation: string, given: unknown): Promise<unknown> => {
    const args = guard(id, model, operation, given)
    const rows = operation === 'createManyAndReturn' ? manyRows.safeParse(args).data?.data : undefined
    if (rows && scalarFields(model).includes('id')) {
      const ids = await insertRows(transaction, model, rows)
      onWrite(model)
      const found = identified.parse(await run(model, 'findMany', { where: { id: { in: ids } } }))
      const byId = new Map(found.map((row) => [row.id, row]))
      return ids.map((made) => byId.get(made))
    }
    const delegate: unknown = Reflect.get(transaction, delegateOf(model))
    const query: unknown = typeof delegate === 'object' && delegate !== null && Reflect.get(delegate, operation)
    if (typeof query !== 'function') throw new Error(`Prisma has no ${model}.${operation}`)
    const result: unknown = await Reflect.apply(query, delegate, [args])
    if (isWrite(operation) && !isNothing(result)) onWrite(model)
    return result
  }
  const delegates = Object.keys(tenantKeys).map((model) => {
    const operations = Object.keys(guardedOperations)
    const entries = operations.map((name) => [name, (given?: unknown) => run(model, name, given)] as const)
    return [delegateOf(model), Object.fromEntries(entries)] as const
  })
  // The guard changes queries, not the types of arguments and results.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...Object.fromEntries(delegates), organizationId: id, isTrial } as unknown as OrganizationTransaction
}

/** Many new rows, without a wish about what's returned or what happens to duplicates. */
const manyRows = z.strictObject({ data: z.array(anyObject).min(MANY) })

const identified = z.array(z.looseObject({ id: z.string() }))

const delegateOf = (model: string): string => model.charAt(0).toLowerCase() + model.slice(1)

const isWrite = (operation: string): boolean => /^(create|update|upsert|delete)/.test(operation)

/** Whether a write matched no rows. */
function isNothing(result: unknown): boolean {
  return Array.isArray(result) ? result.length === 0 : writtenCount.safeParse(result).data?.count === 0
}
const writtenCount = z.strictObject({ count: z.number() })

function guard(id: string, model: string | undefined, operation: string, given: unknown): Plain {
  const key = model && tenantKeys[model]
  const guarded = guardedOperations[operation]
  if (!model || !key || !guarded) {
    throw new Error(
      `${model ? `${model}.` : ''}${operation} can't be limited to one organization, so forOrganization() refuses it`,
    )
  }
  const args = plain(given ?? {}, operation)
  refuseCursors(args, `${model}.${operation}`)
  const result = { ...args }
  if (guarded.where) {
    const where = plain(args.where ?? {}, 'where')
    // Added to the caller's conditions, so another organization's ID matches nothing. AND keeps unique keys at the top level, as Prisma requires.
    result.where = { ...where, AND: [...[where.AND ?? []].flat(), { [key]: id }] }
  }
  for (const part of guarded.data ?? []) {
    const own = (row: unknown) =>
      ownRow(
        model,
        key,
        id,
        plain(row, part),
        operation === 'update' || operation.startsWith('updateMany') || part === 'update',
      )
    const value = args[part]
    result[part] = Array.isArray(value) ? value.map(own) : own(value)
  }
  return result
}

function ownRow(model: string, key: string, id: string, row: Plain, update: boolean): Plain {
  const fields = scalarFields(model)
  for (const [field, value] of Object.entries(row)) {
    // To Prisma, undefined means absent.
    if (value === undefined) continue
    // Relations use (organizationId, id), so connecting another organization's row would also change this row's organizationId.
    if (!fields.includes(field))
      throw new Error(`${model}.${field}: forOrganization() can't write relations. Set the ID columns instead.`)
  }
  if (row[key] !== undefined && row[key] !== id)
    throw new Error(`${model}.${key} must be ${id}: this client is limited to that organization`)
  return update ? row : { ...row, [key]: id }
}

/** A cursor can point to any organization's row, so it would reveal where that row sorts. */
function refuseCursors(args: unknown, what: string): void {
  const parsed = cursors.safeParse(args)
  if (!parsed.success) return
  const { cursor, select, include } = parsed.data
  if (cursor !== undefined && typeof cursor !== 'boolean')
    throw new Error(`${what}: forOrganization() doesn't support cursors. Compare columns in where instead.`)
  for (const part of [select, include]) {
    if (typeof part === 'object' && part !== null) for (const nested of Object.values(part)) refuseCursors(nested, what)
  }
}

function plain(value: unknown, what: string): Plain {
  const parsed = anyObject.safeParse(value)
  if (!parsed.success) throw new Error(`${what} must be an object`)
  return parsed.data
}

function scalarFields(model: string): string[] {
  const fields: unknown = Reflect.get(Prisma, `${model}ScalarFieldEnum`)
  return Object.keys(plain(fields, `the fields of ${model}`))
}
