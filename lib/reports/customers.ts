import { z } from 'zod'
import { isSeenBy } from '@/lib/catalog/customer-scope'
import { database } from '@/lib/database/client'
import { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { literally } from '@/lib/text'
import { today } from '@/lib/time'
import { isUuid } from '@/lib/uuid'
import { customerClicksOf } from './customer-links'
import { moneyIn } from './money'

// Customers with what they've bought. That's always added up from the ledger, by the same rule as in reports: approved conversions with an amount
// in a currency that there's a rate for.

const row = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string(),
  email: z.string(),
  avatar: z.string(),
  country: z.string(),
  stripeId: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
  /** The click that first led to them. */
  clickId: z.string().nullable(),
  clickTime: z.date().nullable(),
  publisherId: z.string().nullable(),
  publisherNumber: z.int().nullable(),
  publisherName: z.string().nullable(),
  advertiserNumber: z.int().nullable(),
  sales: z.int(),
  /** An exact decimal in the organization's currency. */
  saleAmount: z.string(),
  firstSaleAt: z.date().nullable(),
})
/** A customer, and the sales to them that the caller can see. */
export type ListedCustomer = z.output<typeof row>

/** What customers can be listed by. Those without a first sale come last, whichever the direction. */
export type CustomerOrder = {
  by: keyof typeof ownKeys | 'sales' | 'saleAmount' | 'firstSaleAt' | 'subscriptionCanceledAt'
  direction: 'asc' | 'desc'
}

/** Orders that the customers themselves are enough for. */
const ownKeys = {
  createdAt: { key: Prisma.raw('customer."createdAt"'), type: Prisma.raw('timestamptz') },
  name: { key: Prisma.raw('customer."name"'), type: Prisma.raw('text') },
  email: { key: Prisma.raw('customer."email"'), type: Prisma.raw('text') },
  externalId: { key: Prisma.raw('customer."externalId"'), type: Prisma.raw('text') },
} as const
const isOwn = (by: CustomerOrder['by']): by is keyof typeof ownKeys => Object.hasOwn(ownKeys, by)

/** Which customers: exactly this email address, or this ID of the advertiser's, or, without these, this text in any of them. */
export type CustomerFilter = {
  email?: string | undefined
  externalId?: string | undefined
  search?: string | undefined
  country?: string | undefined
  /** The publisher's ID. */
  publisherId?: string | undefined
  /** The short link that their first click was on. */
  linkId?: string | undefined
}

/** Where a page is: next to the customer with this ID, or after so many others. */
type CustomerPlace = { after: string } | { before: string } | { skip: number }

type Asker = Pick<Caller, 'organization' | 'scope'>

/** A page of customers. Null if there's no customer to be next to. */
export async function listCustomers(
  asker: Asker,
  filter: CustomerFilter,
  { order, place, size }: { order: CustomerOrder; place: CustomerPlace; size: number },
): Promise<ListedCustomer[] | null> {
  const isBefore = 'before' in place
  const isDescending = (order.direction === 'desc') !== isBefore
  const { key, type } = keyOf(order)
  const beside = 'skip' in place ? undefined : isBefore ? place.before : place.after
  const source = await sourceOf(asker)
  const clicks = filter.linkId === undefined ? undefined : await customerClicksOf(asker.scope, filter.linkId)
  const from = beside === undefined ? undefined : await keyAt(source, key, beside)
  if (from === null) return null
  const direction = Prisma.raw(isDescending ? 'DESC' : 'ASC')
  const beyond = Prisma.raw(isDescending ? '<' : '>')
  const sorted = Prisma.sql`ORDER BY ${key} ${direction}, customer."id" ${direction}`
  const page = Prisma.sql`${matching(filter)}
    ${clicks === undefined ? Prisma.empty : Prisma.sql`AND customer."clickId" = ANY(${clicks}::uuid[])`}
    ${from === undefined ? Prisma.empty : Prisma.sql`AND (${key}, customer."id") ${beyond} (${from}::${type}, ${beside}::uuid)`}
    ${sorted} LIMIT ${size} OFFSET ${'skip' in place ? place.skip : 0}`
  const found = z.array(row).parse(
    isOwn(order.by)
      ? // The page is found first, since PostgreSQL would add up the sales of all customers to sort them.
        await database().prisma.$queryRaw`
          SELECT ${columns} ${source}
          AND customer."id" IN (SELECT customer."id" FROM "Customer" customer WHERE ${isListed(asker)} ${page}) ${sorted}`
      : await database().prisma.$queryRaw`SELECT ${columns} ${source} ${page}`,
  )
  return isBefore ? found.toReversed() : found
}

/** How many customers match. */
export async function countCustomers(asker: Asker, filter: CustomerFilter): Promise<number> {
  const [found] = counted.parse(
    await database().prisma.$queryRaw`
      SELECT count(*)::int AS count FROM "Customer" customer
      WHERE ${isListed(asker)} ${matching(filter)}`,
  )
  return found?.count ?? 0
}

const counted = z.array(z.object({ count: z.int() }))

/** A customer by ID, or by `ext_` and the advertiser's own ID for them. Null if there's none that the caller can see. */
export async function findCustomer(asker: Asker, id: string): Promise<ListedCustomer | null> {
  const isExternal = id.startsWith(EXTERNAL)
  if (!isExternal && !isUuid(id)) return null
  const [found] = z.array(row).parse(
    await database().prisma.$queryRaw`
      SELECT ${columns} ${await sourceOf(asker)}
      AND ${isExternal ? Prisma.sql`customer."externalId" = ${id.slice(EXTERNAL.length)}` : Prisma.sql`customer."id" = ${id}::uuid`}`,
  )
  return found ?? null
}

/** The customers with these IDs that someone can see. */
export async function customersById(
  asker: Asker,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListedCustomer>> {
  if (ids.length === 0) return new Map()
  const found = z.array(row).parse(
    await database().prisma.$queryRaw`
      SELECT ${columns} ${await sourceOf(asker)} AND customer."id" = ANY(${[...new Set(ids)]}::uuid[])`,
  )
  return new Map(found.map((one) => [one.id, one]))
}

const EXTERNAL = 'ext_'

const columns = Prisma.sql`customer."id"::text, customer."externalId", customer."name", customer."email", customer."avatar", customer."country",
  customer."stripeId", customer."createdAt", customer."updatedAt", customer."clickId"::text, customer."clickTime", customer."publisherId"::text,
  publisher."incrementalId" AS "publisherNumber", publisher."name" AS "publisherName", advertiser."incrementalId" AS "advertiserNumber",
  sale.count AS "sales", trim_scale(sale.amount)::text AS "saleAmount", sale.first AS "firstSaleAt"`

/** The customers that someone can see, with the sales that they can see. */
async function sourceOf(asker: Asker): Promise<Prisma.Sql> {
  const { id, currency, timezone } = asker.organization
  const { rates } = await moneyIn(id, currency, today(timezone))
  const values = [...rates].map(([code, rate]) => Prisma.sql`(${code}::text, ${rate}::numeric)`)
  return Prisma.sql`FROM "Customer" customer
    LEFT JOIN "Publisher" publisher
      ON publisher."organizationId" = customer."organizationId" AND publisher."id" = customer."publisherId"
    LEFT JOIN "Advertiser" advertiser
      ON advertiser."organizationId" = customer."organizationId" AND advertiser."id" = customer."advertiserId"
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, coalesce(sum(conversion."amount" * rate.value), 0) AS amount, min(conversion."time") AS first
      FROM "Conversion" conversion JOIN (VALUES ${Prisma.join(values)}) AS rate (currency, value) ON rate.currency = conversion."amountCurrency"
      WHERE conversion."customerId" = customer."id" AND conversion."status" = 'Approved' AND ${isSeenBy(asker, 'conversion')}
    ) AS sale
    WHERE ${isListed(asker)}`
}

const isListed = (asker: Asker): Prisma.Sql =>
  Prisma.sql`${isSeenBy(asker, 'customer')} AND customer."deletedAt" IS NULL`

function matching({ email, externalId, search, country, publisherId }: CustomerFilter): Prisma.Sql {
  const pattern = search === undefined ? '' : `%${literally(search)}%`
  const person =
    email !== undefined
      ? Prisma.sql`AND customer."email" = ${email}`
      : externalId !== undefined
        ? Prisma.sql`AND customer."externalId" = ${externalId}`
        : search === undefined
          ? Prisma.empty
          : Prisma.sql`AND (customer."name" ILIKE ${pattern} OR customer."email" ILIKE ${pattern} OR customer."externalId" ILIKE ${pattern})`
  return Prisma.sql`${person}
    ${country === undefined ? Prisma.empty : Prisma.sql`AND customer."country" = ${country}`}
    ${publisherId === undefined ? Prisma.empty : Prisma.sql`AND customer."publisherId" = ${publisherId}::uuid`}`
}

/** What an order goes by, and its type. */
function keyOf({ by, direction }: CustomerOrder): { key: Prisma.Sql; type: Prisma.Sql } {
  const last = Prisma.raw(direction === 'desc' ? `'-infinity'::timestamptz` : `'infinity'::timestamptz`)
  const time = Prisma.raw('timestamptz')
  if (isOwn(by)) return ownKeys[by]
  switch (by) {
    case 'sales':
      return { key: Prisma.raw('sale.count'), type: Prisma.raw('int') }
    case 'saleAmount':
      return { key: Prisma.raw('sale.amount'), type: Prisma.raw('numeric') }
    case 'firstSaleAt':
      return { key: Prisma.sql`coalesce(sale.first, ${last})`, type: time }
    case 'subscriptionCanceledAt':
      // Nothing reports that yet, so they're all last.
      return { key: last, type: time }
  }
}

const keyed = z.array(z.object({ key: z.string() }))

/** Where a customer stands in the order, whatever the filter. Null if the caller can't see it. */
async function keyAt(source: Prisma.Sql, key: Prisma.Sql, id: string): Promise<string | null> {
  const [found] = keyed.parse(
    await database().prisma.$queryRaw`SELECT ${key}::text AS key ${source} AND customer."id" = ${id}::uuid`,
  )
  return found?.key ?? null
}
