import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { literal, sql, value } from '@/lib/events/sql'
import { NO_ID } from '@/lib/events/tables'
import type { Scope } from '@/lib/identity/caller'
import { within } from './sql'

// Which short links led to customers. A customer's first click is one that something came of, so conversions know its link, and there are far fewer of
// them than clicks.

/** The clicks on a short link that led to conversions of customers. */
export async function customerClicksOf(scope: Scope, linkId: string): Promise<string[]> {
  const rows = await eventLog().query({
    sql: sql`SELECT DISTINCT toString(click) AS click_id FROM conversion
      WHERE ${within(scope)} AND link = ${value('String', linkId)} AND customer != ${value('UUID', NO_ID)}`,
    row: z.object({ click_id: z.string() }),
  })
  return rows.map(({ click_id: id }) => id)
}

/** The short links of clicks that led to conversions, by the clicks' IDs. */
export async function linksOfClicks(scope: Scope, clicks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (clicks.length === 0) return new Map()
  const rows = await eventLog().query({
    sql: sql`SELECT toString(click) AS click_id, any(link) AS link_id FROM conversion
      WHERE ${within(scope)} AND click IN ${value('Array(UUID)', clicks)} AND ${literal("link != ''")} GROUP BY click`,
    row: z.object({ click_id: z.string(), link_id: z.string() }),
  })
  return new Map(rows.map(({ click_id: click, link_id: link }) => [click, link]))
}
