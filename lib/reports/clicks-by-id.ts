import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, sql, value } from '@/lib/events/sql'
import { click } from '@/lib/events/tables'
import { columnsOf, identified } from './places'
import type { PlacedRow } from './row-pages'

/** Clicks of an organization by ID. Those that are gone are absent, because conversions are kept longer than clicks may be. */
export async function clicksById<R extends PlacedRow>(
  organizationId: string,
  ids: readonly string[],
  row: R,
): Promise<ReadonlyMap<string, z.infer<R>>> {
  const conditions = [...new Set(ids)].flatMap((id) => {
    const condition = identified(id)
    return condition ? sql`(${condition})` : []
  })
  if (conditions.length === 0) return new Map()
  const rows = await eventLog().query({
    sql: sql`SELECT ${columnsOf(click, row)} FROM click
             WHERE organization = ${value('UUID', organizationId)} AND (${join(conditions, ' OR ')})`,
    row,
  })
  return new Map(rows.map((one) => [place.parse(one).id, one]))
}

const place = z.object({ id: z.string() })

const address = z.object({ id: z.string(), time: z.string(), ip: z.string() })

/** The addresses of clicks, as far as the organization keeps them. Conversions don't have them. */
export async function addressesOfClicks(
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await clicksById(organizationId, ids, address)
  return new Map([...found].map(([id, { ip }]) => [id, ip]))
}
