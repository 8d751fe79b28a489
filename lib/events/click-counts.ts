import { COUNTED, REJECTED } from './click-table'
import { eventTable, type RollUp } from './schema'

/** What daily roll-ups group by, so that questions filter and break down all of them alike. */
export const dailyKeys = {
  organization: { type: 'UUID' },
  day: { type: 'Date' },
  publisher: { type: 'UInt32' },
  advertiser: { type: 'UInt32' },
  network: { type: 'UInt32' },
  campaign: { type: 'UUID' },
  country: { type: 'LowCardinality(String)' },
} as const satisfies RollUp['keys']

/** A roll-up's count of the rows that match. */
export const countOf = (name: string, expression: string): RollUp['measures'][string] => ({
  type: 'SimpleAggregateFunction(sum, UInt64)',
  expression,
  total: `sum(${name})`,
})

/** A roll-up's exact sum of amounts, compared with its source in millionths. */
export const amountOf = (column: string): RollUp['measures'][string] => ({
  type: 'SimpleAggregateFunction(sum, Decimal(38, 6))',
  expression: `sum(${column})`,
  total: `sum(${column}) * 1000000`,
})

/**
 * Daily counts, for queries about whole days in the organization's time zone.
 * Visitors aren't counted here: merging millions of small states took 130 to 270 ms, versus 44 to count them in `click`.
 */
export const clickDaily: RollUp = {
  name: 'click_daily',
  source: 'click',
  keys: dailyKeys,
  measures: {
    clicks: countOf('clicks', `countIf(${COUNTED})`),
    rejected: countOf('rejected', `countIf(${REJECTED})`),
    bots: countOf('bots', 'countIf(bot)'),
  },
  partitionBy: 'toYYYYMM(day)',
}

/** What clicks pay, apart from their counts: most don't pay anything. */
export const clickMoney: RollUp = {
  name: 'click_money',
  source: 'click',
  only: `${COUNTED} AND (payout != 0 OR revenue != 0)`,
  keys: { ...dailyKeys, currency: { type: 'LowCardinality(String)' } },
  measures: { payout: amountOf('payout'), revenue: amountOf('revenue') },
  partitionBy: 'toYYYYMM(day)',
}

/**
 * Clicks that count per link, and the last of them: short links by their ID, tracking links by offer and publisher. The link comes first, because lists ask
 * for a hundred links over all time. Those lie far apart, so few rows are read for each.
 */
export const linkDaily: RollUp = {
  name: 'link_daily',
  source: 'click',
  only: COUNTED,
  keys: {
    organization: { type: 'UUID' },
    link: { type: 'String' },
    offer: { type: 'UInt32' },
    publisher: { type: 'UInt32' },
    advertiser: { type: 'UInt32' },
    day: { type: 'Date' },
  },
  measures: {
    clicks: countOf('clicks', 'count()'),
    last_clicked: {
      type: "SimpleAggregateFunction(max, DateTime64(3, 'UTC'))",
      expression: 'max(time)',
      total: 'toUnixTimestamp64Milli(max(last_clicked))',
    },
  },
  partitionBy: 'toYYYYMM(day)',
  granule: 256,
}

/** All clicks of a day, whatever became of them. By this number, figures of a finished day are known to be complete (lib/reports/finished-days.ts). */
export const dayTotal: RollUp = {
  name: 'day_total',
  source: 'click',
  keys: { organization: { type: 'UUID' }, day: { type: 'Date' } },
  measures: { total: countOf('total', 'count()') },
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
