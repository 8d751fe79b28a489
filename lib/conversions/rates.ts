import { z } from 'zod'
import { Prisma, type PrismaClient } from '@/lib/database/generated/client'
import type { FoundRate, Sale } from './price'

/** An exchange rate that a conversion needs. */
export type WantedRate = {
  organizationId: string
  from: string
  to: string
  /** The conversion's, in the organization's time zone: YYYY-MM-DD. */
  day: string
}

/** The exchange rate that a sale needs. Undefined if its amount is in the offer's currency, or if there's none. */
export function rateFor(organizationId: string, sale: Omit<Sale, 'rate'>): WantedRate | undefined {
  const { amount, amountCurrency: from, currency: to, day } = sale
  return amount === null || from === null || from === to ? undefined : { organizationId, from, to, day }
}

const found = z.array(z.object({ place: z.int(), rate: z.string(), day: z.string() }))

/**
 * Finds the exchange rates that conversions need, in one query for all of them: the latest one that's valid from the day or earlier.
 * @returns what finds one, or undefined if there's none
 */
export async function findRates(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  wanted: readonly WantedRate[],
): Promise<(wanted: WantedRate) => FoundRate | undefined> {
  const distinct = [...new Map(wanted.map((one) => [keyOf(one), one]))]
  if (distinct.length === 0) return () => undefined
  const rows = distinct.map(
    ([, { organizationId, from, to, day }], place) =>
      Prisma.sql`(${place}::int, ${organizationId}::uuid, ${from}::text, ${to}::text, ${day}::date)`,
  )
  const rates = found.parse(
    await prisma.$queryRaw`
      SELECT wanted.place, trim_scale(stored."rate")::text AS rate, stored."validFrom"::text AS day
      FROM (VALUES ${Prisma.join(rows)}) AS wanted (place, organization, currency, target, day)
      CROSS JOIN LATERAL (
        SELECT "rate", "validFrom" FROM "ExchangeRate"
        WHERE "organizationId" = wanted.organization AND "from" = wanted.currency AND "to" = wanted.target
          AND "validFrom" <= wanted.day AND NOT "archived"
        ORDER BY "validFrom" DESC LIMIT 1
      ) AS stored`,
  )
  const byKey = new Map(rates.map(({ place, rate, day }) => [distinct[place]?.[0], { rate, day }]))
  return (one) => byKey.get(keyOf(one))
}

const keyOf = ({ organizationId, from, to, day }: WantedRate) => `${organizationId} ${from} ${to} ${day}`
