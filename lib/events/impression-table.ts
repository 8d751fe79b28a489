import { amountOf, countOf, dailyKeys } from './click-counts'
import { click, COUNTED } from './click-table'
import { eventTable, type RollUp, type Row } from './schema'

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

/** Daily counts and what they pay. An impression counts like a click: accepted and not from a bot. */
export const impressionDaily: RollUp = {
  name: 'impression_daily',
  source: 'impression',
  only: COUNTED,
  keys: { ...dailyKeys, currency: { type: 'LowCardinality(String)' } },
  measures: {
    impressions: countOf('impressions', 'count()'),
    payout: amountOf('payout'),
    revenue: amountOf('revenue'),
  },
  partitionBy: 'toYYYYMM(day)',
}
