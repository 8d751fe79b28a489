import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, sql, value } from '@/lib/events/sql'
import { identified } from './places'

const row = z.object({ id: z.string(), ip: z.string() })

/**
 * The addresses of clicks, as far as the organization keeps them. Conversions don't have them, because they're kept longer than clicks may be.
 * Those of clicks that are gone are absent.
 */
export async function addressesOfClicks(
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const conditions = [...new Set(ids)].flatMap((id) => {
    const condition = identified(id)
    return condition ? sql`(${condition})` : []
  })
  if (conditions.length === 0) return new Map()
  const rows = await eventLog().query({
    sql: sql`SELECT id, ip FROM click
             WHERE organization = ${value('UUID', organizationId)} AND (${join(conditions, ' OR ')})`,
    row,
  })
  return new Map(rows.map(({ id, ip }) => [id, ip]))
}
