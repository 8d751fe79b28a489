import { expect, test } from 'vitest'
import { addColumns, changeView, createRollUp, createTable } from './ddl'
import { eventTable, type RollUp } from './schema'

const visit = eventTable({
  name: 'visit',
  columns: { id: 'UUID', time: "DateTime64(3, 'UTC')", day: 'Date', page: 'String' },
  orderBy: ['time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
})
const visits: RollUp = {
  name: 'visit_daily',
  source: 'visit',
  keys: { day: { type: 'Date' }, page: { type: 'String' } },
  measures: { visits: { type: 'SimpleAggregateFunction(sum, UInt64)', expression: 'count()', total: 'sum(visits)' } },
  partitionBy: 'toYYYYMM(day)',
}
const plain = (statements: readonly string[]) => statements.map((statement) => statement.replaceAll(/\s+/g, ' '))

test('creates tables and roll-ups on one node', () => {
  expect(plain([...createTable(visit, {}), ...createRollUp(visits, {})])).toMatchInlineSnapshot(`
    [
      "CREATE TABLE IF NOT EXISTS visit (id UUID, time DateTime64(3, 'UTC'), day Date, page String) ENGINE = MergeTree PARTITION BY toYYYYMM(time) ORDER BY (time, id) SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, auto_statistics_types = ''",
      "CREATE TABLE IF NOT EXISTS visit_daily (day Date, page String, visits SimpleAggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, page) SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, auto_statistics_types = ''",
      "CREATE MATERIALIZED VIEW IF NOT EXISTS visit_daily_view TO visit_daily COMMENT '04c3e6406a1f8f50' AS SELECT key_day AS day, key_page AS page, visits FROM (SELECT day AS key_day, page AS key_page, count() AS visits FROM visit GROUP BY key_day, key_page)",
    ]
  `)
})

test('creates replicated and distributed tables under the same names on a cluster', () => {
  expect(plain([...createTable(visit, { cluster: 'main' }), ...createRollUp(visits, { cluster: 'main' })]))
    .toMatchInlineSnapshot(`
      [
        "CREATE TABLE IF NOT EXISTS visit_local ON CLUSTER main (id UUID, time DateTime64(3, 'UTC'), day Date, page String) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/visit', '{replica}') PARTITION BY toYYYYMM(time) ORDER BY (time, id) SETTINGS replicated_deduplication_window = 10000, auto_statistics_types = ''",
        "CREATE TABLE IF NOT EXISTS visit ON CLUSTER main AS visit_local ENGINE = Distributed(main, currentDatabase(), visit_local, cityHash64(id))",
        "CREATE TABLE IF NOT EXISTS visit_daily_local ON CLUSTER main (day Date, page String, visits SimpleAggregateFunction(sum, UInt64)) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/visit_daily', '{replica}') PARTITION BY toYYYYMM(day) ORDER BY (day, page) SETTINGS replicated_deduplication_window = 10000, auto_statistics_types = ''",
        "CREATE MATERIALIZED VIEW IF NOT EXISTS visit_daily_view ON CLUSTER main TO visit_daily_local COMMENT '09576d01aa4cc447' AS SELECT key_day AS day, key_page AS page, visits FROM (SELECT day AS key_day, page AS key_page, count() AS visits FROM visit_local GROUP BY key_day, key_page)",
        "CREATE TABLE IF NOT EXISTS visit_daily ON CLUSTER main AS visit_daily_local ENGINE = Distributed(main, currentDatabase(), visit_daily_local, rand())",
      ]
    `)
})

test('adds columns that are missing', () => {
  expect(addColumns(visit, new Set(['id', 'time', 'day']), {})).toEqual([
    'ALTER TABLE visit ADD COLUMN IF NOT EXISTS page String',
  ])
  expect(addColumns(visit, new Set(['id', 'time', 'day']), { cluster: 'main' })).toEqual([
    'ALTER TABLE visit_local ON CLUSTER main ADD COLUMN IF NOT EXISTS page String',
    'ALTER TABLE visit ON CLUSTER main ADD COLUMN IF NOT EXISTS page String',
  ])
  expect(addColumns(visit, new Set(['id', 'time', 'day', 'page', 'old']), {})).toEqual([])
})

test('replaces a view whose definition changed', () => {
  const [, view = ''] = createRollUp(visits, {})
  const comment = /COMMENT '([0-9a-f]{16})'/.exec(view)?.[1] ?? ''
  expect(changeView(visits, comment, {})).toEqual([])
  expect(changeView(visits, '', {})).toEqual(['DROP VIEW IF EXISTS visit_daily_view SYNC', view])
  expect(changeView({ ...visits, measures: {} }, comment, {})).toHaveLength(2)
  expect(changeView(visits, '', { cluster: 'main' })[0]).toBe(
    'DROP VIEW IF EXISTS visit_daily_view ON CLUSTER main SYNC',
  )
})
