import { COUNTED, REJECTED } from './click-table'
import { eventTable, type RollUp } from './schema'

/**
 * Daily counts, for queries about whole days in the organization's time zone.
 * Visitors aren't counted here: merging millions of small states took 130 to 270 ms, versus 44 to count them in `click`.
 */
export const clickDaily: RollUp = {
  name: 'click_daily',
  source: 'click',
  keys: {
    organization: { type: 'UUID' },
    day: { type: 'Date' },
    publisher: { type: 'UInt32' },
    advertiser: { type: 'UInt32' },
    network: { type: 'UInt32' },
    campaign: { type: 'UUID' },
    country: { type: 'LowCardinality(String)' },
  },
  measures: {
    clicks: { type: 'SimpleAggregateFunction(sum, UInt64)', expression: `countIf(${COUNTED})`, total: 'sum(clicks)' },
    rejected: {
      type: 'SimpleAggregateFunction(sum, UInt64)',
      expression: `countIf(${REJECTED})`,
      total: 'sum(rejected)',
    },
    bots: { type: 'SimpleAggregateFunction(sum, UInt64)', expression: 'countIf(bot)', total: 'sum(bots)' },
  },
  partitionBy: 'toYYYYMM(day)',
}

/** All clicks of a day, whatever became of them. By this number, figures of a finished day are known to be complete (lib/reports/finished-days.ts). */
export const dayTotal: RollUp = {
  name: 'day_total',
  source: 'click',
  keys: { organization: { type: 'UUID' }, day: { type: 'Date' } },
  measures: { total: { type: 'SimpleAggregateFunction(sum, UInt64)', expression: 'count()', total: 'sum(total)' } },
  partitionBy: 'toYYYYMM(day)',
}

// Days that are over don't change anymore, so what's asked about them every day is counted once: docs/decisions/0021-finished-days.md. Each count
// of a day has a version, and finished_day says which one to use.

const counted = { clicks: 'UInt64', rejected: 'UInt64', bots: 'UInt64', unique_clicks: 'UInt64' } as const

/** Which version has the figures of a finished day, how many clicks they're from, and by which definitions they were counted. */
export const finishedDay = eventTable({
  name: 'finished_day',
  columns: { organization: 'UUID', day: 'Date', version: 'UInt64', definitions: 'String', total: 'UInt64' },
  orderBy: ['organization', 'day'],
  partitionBy: 'toYYYYMM(day)',
  shardBy: 'cityHash64(organization, day)',
  keepHighest: 'version',
})

/** Figures of a finished day per value of a dimension, for each publisher, and for all of them together (publisher 0). */
export const finishedValue = eventTable({
  name: 'finished_value',
  columns: {
    organization: 'UUID',
    /** `day` for the day as a whole. */
    dimension: 'LowCardinality(String)',
    publisher: 'UInt32',
    day: 'Date',
    value: 'String',
    version: 'UInt64',
    ...counted,
  },
  orderBy: ['organization', 'dimension', 'publisher', 'day', 'value'],
  partitionBy: 'toYYYYMM(day)',
  shardBy: 'cityHash64(organization, day)',
  keepHighest: 'version',
})

/** Figures of a finished day per publisher, advertiser, and network together. */
export const finishedRow = eventTable({
  name: 'finished_row',
  columns: {
    organization: 'UUID',
    day: 'Date',
    publisher: 'UInt32',
    advertiser: 'UInt32',
    network: 'UInt32',
    version: 'UInt64',
    ...counted,
  },
  orderBy: ['organization', 'day', 'publisher', 'advertiser', 'network'],
  partitionBy: 'toYYYYMM(day)',
  shardBy: 'cityHash64(organization, day)',
  keepHighest: 'version',
})
