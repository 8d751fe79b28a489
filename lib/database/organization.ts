import { z } from 'zod'
import { Prisma, type PrismaClient } from './generated/client'

// Made once: that takes a good part of the time of a query.
const anyObject = z.record(z.string(), z.unknown())
const cursors = z.object({ cursor: z.unknown(), select: z.unknown(), include: z.unknown() }).partial()

/**
 * A Prisma client that only sees and makes rows of one organization. What it can't guard it refuses: raw SQL, operations it does not
 * know, tables that belong to no organization, writes through relations (pass ids instead), cursors (compare columns instead).
 * `organizationId` in data is asked for by the types; anything but this organization's is refused.
 */
export type OrganizationClient = Omit<
  PrismaClient,
  '$queryRaw' | '$queryRawUnsafe' | '$executeRaw' | '$executeRawUnsafe' | '$extends' | '$on' | '$connect' | '$disconnect'
>

/** The column that says whose row it is, by model; models that are absent belong to no organization. */
export const tenantKeys: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(Prisma.ModelName)
    .map((model) => [model, model === 'Organization' ? 'id' : 'organizationId'] as const)
    .filter(([model, key]) => scalarFields(model).includes(key)),
)

/** What each operation has that must be kept within the organization. */
export const guardedOperations: Readonly<Record<string, { where?: true; data?: readonly ('data' | 'create' | 'update')[] }>> = {
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

export function organizationClient(prisma: PrismaClient, organizationId: string): OrganizationClient {
  // An undefined or empty id would mean "any" to Prisma.
  const id = z.uuid('an organization id must be a UUID').parse(organizationId)
  const scoped = prisma.$extends({
    name: 'organization',
    query: {
      $allOperations: ({ model, operation, args, query }) => query(guard(id, model, operation, args)),
    },
  })
  // The extension changes what is asked, not the types of questions and answers.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return scoped as unknown as OrganizationClient
}

function guard(id: string, model: string | undefined, operation: string, given: unknown): Plain {
  const key = model && tenantKeys[model]
  const guarded = guardedOperations[operation]
  if (!model || !key || !guarded) {
    throw new Error(`${model ? `${model}.` : ''}${operation} can't be limited to one organization, so forOrganization() refuses it`)
  }
  const args = plain(given ?? {}, operation)
  refuseCursors(args, `${model}.${operation}`)
  const result = { ...args }
  if (guarded.where) {
    const where = plain(args.where ?? {}, 'where')
    // Beside, not instead of, what was asked: another organization's id finds nothing. AND keeps unique keys at the top, where Prisma wants them.
    result.where = { ...where, AND: [...[where.AND ?? []].flat(), { [key]: id }] }
  }
  for (const part of guarded.data ?? []) {
    const own = (row: unknown) => ownRow(model, key, id, plain(row, part), operation === 'update' || operation.startsWith('updateMany') || part === 'update')
    const value = args[part]
    result[part] = Array.isArray(value) ? value.map(own) : own(value)
  }
  return result
}

function ownRow(model: string, key: string, id: string, row: Plain, update: boolean): Plain {
  const fields = scalarFields(model)
  for (const field of Object.keys(row)) {
    // Connecting another organization's row would also take over its organizationId, as relations are on (organizationId, id).
    if (!fields.includes(field)) throw new Error(`${model}.${field}: forOrganization() writes no relations; set the columns of ids instead`)
  }
  if (row[key] !== undefined && row[key] !== id) throw new Error(`${model}.${key} must be ${id}: the client is this organization's`)
  return update ? row : { ...row, [key]: id }
}

/** A cursor compares with any organization's row, and so would tell its order. */
function refuseCursors(args: unknown, what: string): void {
  const parsed = cursors.safeParse(args)
  if (!parsed.success) return
  const { cursor, select, include } = parsed.data
  if (cursor !== undefined && typeof cursor !== 'boolean') throw new Error(`${what}: forOrganization() takes no cursor; compare columns in where instead`)
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
