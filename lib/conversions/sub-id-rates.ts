import { z } from 'zod'
import type { Catalog } from '@/lib/catalog/records'
import type { EventLog } from '@/lib/events/log'
import { literal, sql, storeTime, value } from '@/lib/events/sql'
import { COUNTED } from '@/lib/events/tables'
import type { FoundClick } from './facts'
import { factsNeeded, type SubIdCounts } from './fraud'

const DAY = 86_400_000
/** How far back rates are compared, in days. */
const BEFORE = 30

/** How often a sub ID converts: in the last 24 hours, and in the 30 days before those. Null if nothing needs it. */
export type SubIdRates = (
  click: FoundClick,
  /** 0 for the main conversion. */
  event: number,
) => { recent: SubIdCounts; before: SubIdCounts } | null

export const noSubIdRates: SubIdRates = () => null

const clicked = z.object({
  organization: z.string(),
  publisher: z.number(),
  offer: z.number(),
  sub_id: z.string(),
  recent: z.number(),
  before: z.number(),
})
const converted = clicked.extend({ event: z.number() })

/** Counts clicks and conversions of the clicks' sub IDs, if the organization has a fraud filter that looks at them. */
export async function readSubIdRates(
  events: Pick<EventLog, 'query'>,
  catalog: Catalog,
  clicks: readonly FoundClick[],
  now: number,
): Promise<SubIdRates> {
  const asked = clicks.filter(({ organization, sub_id }) => sub_id !== '' && isNeeded(catalog, organization))
  if (asked.length === 0) return noSubIdRates
  const instant = (ms: number) => value("DateTime64(3, 'UTC')", storeTime(new Date(ms)))
  const [start, day] = [instant(now - (BEFORE + 1) * DAY), instant(now - DAY)]
  const of = sql`organization IN ${value('Array(UUID)', distinct(asked.map((click) => click.organization)))}
    AND time >= ${start} AND publisher IN ${value('Array(UInt32)', distinct(asked.map(({ publisher }) => publisher)))}
    AND offer IN ${value('Array(UInt32)', distinct(asked.map(({ offer }) => offer)))}
    AND sub_id IN ${value('Array(String)', distinct(asked.map(({ sub_id }) => sub_id)))}`
  const counts = sql`countIf(time >= ${day}) AS recent, countIf(time < ${day}) AS before`
  const key = literal('organization, publisher, offer, sub_id')
  const [ofClicks, ofConversions] = await Promise.all([
    events.query({
      work: 'conversions',
      sql: sql`SELECT ${key}, ${counts} FROM click WHERE ${of} AND ${literal(COUNTED)} GROUP BY ${key}`,
      row: clicked,
    }),
    events.query({
      work: 'conversions',
      sql: sql`SELECT ${key}, event, ${counts} FROM conversion FINAL WHERE ${of} AND status != 'Rejected' GROUP BY ${key}, event`,
      row: converted,
    }),
  ])
  const clicksOf = new Map(ofClicks.map((row) => [keyOf(row), row]))
  const conversionsOf = new Map(ofConversions.map((row) => [`${keyOf(row)} ${row.event}`, row]))
  return (click, event) => {
    if (click.sub_id === '' || !isNeeded(catalog, click.organization)) return null
    const found = clicksOf.get(keyOf(click))
    const sold = conversionsOf.get(`${keyOf(click)} ${event}`)
    return {
      recent: { clicks: found?.recent ?? 0, conversions: sold?.recent ?? 0 },
      before: { clicks: found?.before ?? 0, conversions: sold?.before ?? 0 },
    }
  }
}

function isNeeded(catalog: Catalog, organizationId: string): boolean {
  const groups = catalog.organizations.get(organizationId)?.fraudFilterGroups
  return groups !== undefined && factsNeeded([...groups.values()]).has('subIdRates')
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]
const keyOf = ({
  organization,
  publisher,
  offer,
  sub_id,
}: Pick<FoundClick, 'organization' | 'publisher' | 'offer' | 'sub_id'>) =>
  `${organization} ${publisher} ${offer} ${sub_id}`
