import { z } from 'zod'
import { Prisma } from '@/lib/database/generated/client'
import { CustomPayoutType, CustomRevenueType } from '@/lib/database/generated/enums'
import { blockedKey, type Catalog, customPriceKey, type CustomPrice, type OrganizationCatalog } from './records'

// Tables with up to a million short rows that clicks look up by what they're about, not by ID. PostgreSQL joins many rows into one text,
// which is ten times as fast as Prisma's objects.

/** Identifies one row, the way notifications do. */
export type Key =
  { organizationId: string; id: string } | { organizationId: string; offerId: string; publisherId: string }

/** Reads all rows, or those with the given keys, and returns a function that puts them into the catalog. */
export type Reader = (
  prisma: Prisma.TransactionClient,
  sought: 'all' | readonly Key[],
) => Promise<(catalog: Catalog) => void>

/** Rows joined into one text: large enough to be fast, small enough not to delay clicks. */
const PAGE = 10_000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

type Keyed<V> = {
  /** Its columns with `NOT archived`, besides the references to publisher and offer. */
  table: Prisma.Sql
  /** Columns that tell its rows apart, besides publisher and offer. NULLs count as equal. */
  distinct: Prisma.Sql
  /** Rows that no click depends on, which aren't read. */
  only: Prisma.Sql
  /** SQL for the rest of a line, after the publisher's and the offer's number. */
  line: Prisma.Sql
  parse(publisher: number, offer: number, rest: string): [key: string, value: V]
  of(organization: OrganizationCatalog): Map<string, V>
  replace(organization: OrganizationCatalog, map: Map<string, V>): void
}

const pages = z.array(z.object({ organizationId: z.string(), last: z.string(), count: z.int(), lines: z.string() }))
const edits = z.array(
  z.object({ organizationId: z.string(), id: z.string(), line: z.string(), current: z.string().nullable() }),
)

function reader<V>(keyed: Keyed<V>): Reader {
  return async (prisma, sought) => {
    if (sought === 'all') return readAll(keyed, prisma)
    const keys = sought.flatMap((key) => ('id' in key ? [key] : []))
    const rows = await readEdits(keyed, prisma, keys)
    // Rows are archived, not deleted. If one is deleted anyway, only its ID is left, which doesn't say what it was about.
    const found = new Set(rows.map(({ id }) => id))
    const lost = new Set(keys.flatMap(({ id, organizationId }) => (found.has(id) ? [] : [organizationId])))
    if (lost.size > 0 && (await prisma.organization.count({ where: { id: { in: [...lost] } } })) > 0)
      return readAll(keyed, prisma)
    return (catalog) => {
      for (const { organizationId, line, current } of rows) {
        const organization = catalog.organizations.get(organizationId)
        if (!organization) continue
        const [key, value] = entryOf(keyed, current ?? line)
        if (current === null) keyed.of(organization).delete(key)
        else keyed.of(organization).set(key, value)
      }
    }
  }
}

async function readAll<V>(keyed: Keyed<V>, prisma: Prisma.TransactionClient): Promise<(catalog: Catalog) => void> {
  const { table, only, line } = keyed
  const maps = new Map<string, Map<string, V>>()
  const ids = Prisma.sql`page."publisherId" || ' ' || page."offerId" || ' ' || `
  let numbers: Numbers | undefined
  for await (const { organizationId, lines } of pagesOf(
    prisma,
    table,
    Prisma.sql`NOT "archived" AND ${only}`,
    Prisma.sql`${ids} ${line}`,
  )) {
    numbers ??= { publishers: await numbersOf(prisma, '"Publisher"'), offers: await numbersOf(prisma, '"Offer"') }
    const map = maps.get(organizationId) ?? new Map<string, V>()
    maps.set(organizationId, map)
    for (const text of lines.split('\n')) {
      const publisher = numbers.publishers.get(text.slice(0, UUID))
      const offer = numbers.offers.get(text.slice(UUID + 1, 2 * UUID + 1))
      // What was created meanwhile has notifications of its own.
      if (publisher !== undefined && offer !== undefined)
        map.set(...keyed.parse(publisher, offer, text.slice(2 * UUID + 2)))
    }
  }
  return (catalog) => {
    for (const organization of catalog.organizations.values())
      keyed.replace(organization, maps.get(organization.id) ?? new Map())
  }
}

/** The length of a UUID as text. */
const UUID = 36

type Numbers = { publishers: ReadonlyMap<string, number>; offers: ReadonlyMap<string, number> }

/** The numbers of all records of a table by ID. Joining them to each page would read the whole table for each. */
async function numbersOf(
  prisma: Prisma.TransactionClient,
  table: '"Publisher"' | '"Offer"',
): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>()
  const line = Prisma.sql`page."id" || ' ' || page."incrementalId"`
  for await (const { lines } of pagesOf(prisma, Prisma.raw(table), Prisma.sql`true`, line))
    for (const text of lines.split('\n')) numbers.set(text.slice(0, UUID), Number(text.slice(UUID + 1)))
  return numbers
}

/** The lines of a table's rows by organization, page by page in order of ID. The table is called `page` in `line`. */
export async function* pagesOf(
  prisma: Prisma.TransactionClient,
  table: Prisma.Sql,
  where: Prisma.Sql,
  line: Prisma.Sql,
  size = PAGE,
) {
  for (let last = BEFORE_ALL; ;) {
    const found = pages.parse(
      await prisma.$queryRaw`
        WITH page AS (SELECT * FROM ${table} WHERE "id" > ${last}::uuid AND ${where} ORDER BY "id" LIMIT ${size})
        SELECT page."organizationId"::text, max(page."id"::text) AS last, count(*)::int AS count, string_agg(${line}, E'\n') AS lines
        FROM page GROUP BY page."organizationId"`,
    )
    let count = 0
    for (const row of found) {
      count += row.count
      if (row.last > last) last = row.last
      yield row
    }
    if (count < size) return
  }
}

/** The edited rows, each with the row that's current for the same thing: itself, another one if it's archived, or none. */
async function readEdits<V>(
  { table, distinct, only, line }: Keyed<V>,
  prisma: Prisma.TransactionClient,
  keys: readonly { id: string }[],
) {
  const numbers = Prisma.sql`publisher."incrementalId" || ' ' || offer."incrementalId" || ' ' || `
  const ids = keys.map(({ id }) => id)
  return edits.parse(
    await prisma.$queryRaw`
      SELECT edited."organizationId"::text, edited."id"::text,
        (SELECT ${numbers} ${line} FROM (SELECT edited.*) AS page) AS line,
        (SELECT ${numbers} ${line} FROM ${table} page
          WHERE page."organizationId" = edited."organizationId" AND page."publisherId" = edited."publisherId"
            AND page."offerId" = edited."offerId" AND ${distinct} AND NOT page."archived" LIMIT 1) AS current
      FROM (SELECT * FROM ${table} WHERE "id" = ANY(${ids}::uuid[]) AND ${only}) AS edited
      JOIN "Publisher" publisher ON publisher."id" = edited."publisherId"
      JOIN "Offer" offer ON offer."id" = edited."offerId"`,
  )
}

function entryOf<V>(keyed: Keyed<V>, line: string): [key: string, value: V] {
  const first = line.indexOf(' ')
  const second = line.indexOf(' ', first + 1)
  return keyed.parse(Number(line.slice(0, first)), Number(line.slice(first + 1, second)), line.slice(second + 1))
}

export const readBlockedSubIds: Reader = reader<true>({
  table: Prisma.sql`"BlockedSubId"`,
  distinct: Prisma.sql`page."subId" = edited."subId"`,
  only: Prisma.sql`true`,
  line: Prisma.sql`page."subId"`,
  parse: (publisher, offer, subId) => [blockedKey(publisher, offer, subId), true],
  of: ({ blockedSubIds }) => blockedSubIds,
  replace: (organization, map) => (organization.blockedSubIds = map),
})

const customPrice = z.tuple([z.enum(CustomPayoutType), z.string(), z.enum(CustomRevenueType), z.string()])
// Prices repeat, and one object for equal ones saves memory.
const prices = new Map<string, CustomPrice>()
const MOST_PRICES = 10_000

export const readCustomPrices: Reader = reader<CustomPrice>({
  table: Prisma.sql`"CustomPayout"`,
  distinct: Prisma.sql`page."offerEventId" IS NULL`,
  // Events are conversions, which are priced from the database.
  only: Prisma.sql`"offerEventId" IS NULL`,
  line: Prisma.sql`(page."payoutType" || ' ' || trim_scale(page."payout") || ' ' || page."revenueType" || ' ' || trim_scale(page."revenue"))`,
  parse: (publisher, offer, text) => [customPriceKey(publisher, offer), priceOf(text)],
  of: ({ customPrices }) => customPrices,
  replace: (organization, map) => (organization.customPrices = map),
})

function priceOf(text: string): CustomPrice {
  const known = prices.get(text)
  if (known) return known
  const [payoutType, payout, revenueType, revenue] = customPrice.parse(text.split(' '))
  const price = { payoutType, payout, revenueType, revenue }
  if (prices.size >= MOST_PRICES) prices.clear()
  prices.set(text, price)
  return price
}
