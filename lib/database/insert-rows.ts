import { z } from 'zod'
import { Prisma } from '@/lib/database/generated/client'
import { newUuid } from '@/lib/uuid'

type Row = Readonly<Record<string, unknown>>
type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>

/** From this number of rows on, sending them as JSON is cheaper. */
export const MANY = 20

/**
 * Inserts any number of rows with one statement. Prisma compiles a parameter for each value, which takes ten times as long as PostgreSQL needs for the
 * rows, so they're sent as JSON, which PostgreSQL converts to the columns' types. Columns that a row doesn't have get their defaults.
 * @param table a model whose ID, if it isn't given, is a new UUID
 * @returns the rows' IDs, in order
 */
export async function insertRows(transaction: Transaction, table: string, rows: readonly Row[]): Promise<string[]> {
  const known = columnsOf(table)
  const now = new Date()
  const stamps = Object.fromEntries(
    ['createdAt', 'updatedAt'].flatMap((name) => (known.has(name) ? [[name, now]] : [])),
  )
  const full = rows.map((row) => {
    const given = Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, spelled(value)]])),
    )
    return { ...stamps, ...given, id: z.string().parse(given.id ?? newUuid(now)) }
  })
  const columns = [...new Set(full.flatMap((row) => Object.keys(row)))]
  for (const column of columns) if (!known.has(column)) throw new Error(`${table} has no column ${column}`)
  if (columns.length === 0) return []
  const names = Prisma.join(columns.map(quoted))
  await transaction.$executeRaw`
    INSERT INTO ${quoted(table)} (${names})
    SELECT ${names} FROM jsonb_populate_recordset(
      jsonb_populate_record(NULL::${quoted(table)}, ${JSON.stringify(await defaultsOf(transaction, table))}::jsonb),
      ${JSON.stringify(full)}::jsonb
    )`
  return full.map(({ id }) => id)
}

/** A value in JSON. Bytes would be an object there, which PostgreSQL would store as text. */
const spelled = (value: unknown): unknown =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value

const defaults = new Map<string, Row>()
const expressions = z.array(z.object({ name: z.string(), expression: z.string() }))
const values = z.tuple([z.object({ defaults: z.record(z.string(), z.unknown()) })])

/** The defaults of a table's columns, which only migrations change. */
async function defaultsOf(transaction: Transaction, table: string): Promise<Row> {
  const known = defaults.get(table)
  if (known) return known
  const found = expressions.parse(
    await transaction.$queryRaw`
      SELECT attname::text AS name, pg_get_expr(adbin, adrelid) AS expression
      FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
      WHERE adrelid = ${`"${table}"`}::regclass`,
  )
  // What follows from other columns or the time isn't a value.
  const fixed = found.filter(({ name }) => columnsOf(table).has(name) && name !== 'createdAt')
  const pairs = fixed.map(({ name, expression }) => Prisma.sql`${name}::text, ${Prisma.raw(expression)}`)
  const [row] = values.parse(
    await transaction.$queryRaw`SELECT jsonb_build_object(${pairs.length > 0 ? Prisma.join(pairs) : Prisma.empty}) AS defaults`,
  )
  defaults.set(table, row.defaults)
  return row.defaults
}

/** The columns of a model. */
function columnsOf(table: string): ReadonlySet<string> {
  const fields: unknown = Reflect.get(Prisma, `${table}ScalarFieldEnum`)
  return new Set(Object.keys(z.record(z.string(), z.string()).parse(fields)))
}

/** A name in SQL. It's one of ours, but that's cheaper to check than to prove. */
export function quoted(identifier: string): Prisma.Sql {
  if (!/^[A-Za-z]+$/.test(identifier)) throw new Error(`${identifier} can't be the name of a column`)
  return Prisma.raw(`"${identifier}"`)
}
