import { click } from './click-table'
import { eventTable, type Row } from './schema'

// What only clicks have: where they went, and the caps they used.
const { url: _url, trigger: _trigger, cap_leases: _capLeases, ...seen } = click.columns

/** One row per impression: a visitor saw an ad. Columns mean what they mean for clicks. */
export const impression = eventTable({
  name: 'impression',
  rows: 'impressions',
  columns: seen,
  orderBy: ['organization', 'time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
})

export type ImpressionRow = Row<typeof impression>
