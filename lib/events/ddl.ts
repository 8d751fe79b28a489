import { createHash } from 'node:crypto'
import type { EventTable, RollUp } from './schema'

export type Topology = {
  /** Name of the ClickHouse cluster, for replicated tables behind Distributed ones. A single node when absent. */
  cluster?: string
}

/** How many recent batch tokens a table remembers, so that a batch sent again is stored once. */
const DEDUPLICATION_WINDOW = 10_000

/**
 * Renders the statements that create a table. On one node, that's `click`. On a cluster, it's `click_local` on every node and a `click` that
 * spans them, so readers and writers use the same names either way.
 */
export function createTable(table: EventTable, { cluster }: Topology): string[] {
  const columns = Object.entries(table.columns).map(([name, type]) => `${name} ${type}`)
  const order = `PARTITION BY ${table.partitionBy} ORDER BY (${table.orderBy.join(', ')})`
  const kind = table.keepHighest === undefined ? 'MergeTree' : 'ReplacingMergeTree'
  const highest = table.keepHighest === undefined ? [] : [table.keepHighest]
  if (!cluster) {
    const engine = table.keepHighest === undefined ? kind : `${kind}(${table.keepHighest})`
    return [
      `CREATE TABLE IF NOT EXISTS ${table.name} (${columns.join(', ')}) ENGINE = ${engine} ${order} ${settings(cluster)}`,
    ]
  }
  return [
    `CREATE TABLE IF NOT EXISTS ${table.name}_local ON CLUSTER ${cluster} (${columns.join(', ')})
     ENGINE = Replicated${kind}(${[replicaPath(table.name), ...highest].join(', ')}) ${order} ${settings(cluster)}`,
    distributed(table.name, cluster, table.shardBy),
  ]
}

/** Renders the statements that create a roll-up and the view that fills it on each insert, shard by shard. */
export function createRollUp(rollUp: RollUp, topology: Topology): string[] {
  const [table = '', ...others] = createRollUpTable(rollUp, topology)
  return [table, createView(rollUp, topology), ...others]
}

/** The comment has a fingerprint of the definition, by which changeView recognizes it. */
function createView(rollUp: RollUp, { cluster }: Topology): string {
  const suffix = cluster ? '_local' : ''
  const definition = rolledUp(rollUp, `${rollUp.source}${suffix}`)
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS ${rollUp.name}_view${cluster ? ` ON CLUSTER ${cluster}` : ''} TO ${rollUp.name}${suffix}
     COMMENT '${fingerprint(definition)}' AS ${definition}`
}

const fingerprint = (definition: string): string => createHash('sha256').update(definition).digest('hex').slice(0, 16)

/**
 * Renders the statements that replace a roll-up's view if it has another definition than today's. `comment` is the view's. The next check rebuilds
 * what the old definition counted.
 *
 * `ALTER TABLE … MODIFY QUERY` isn't used: until a restart, the store then deduplicates under another identity, so a batch that's sent again after
 * the restart would be counted twice.
 */
export function changeView(rollUp: RollUp, comment: string, topology: Topology): string[] {
  const { cluster } = topology
  const definition = rolledUp(rollUp, `${rollUp.source}${cluster ? '_local' : ''}`)
  if (comment === fingerprint(definition)) return []
  return [
    `DROP VIEW IF EXISTS ${rollUp.name}_view${cluster ? ` ON CLUSTER ${cluster}` : ''} SYNC`,
    createView(rollUp, topology),
  ]
}

/** Renders the statements that create a roll-up's table, or one like it under another name. */
export function createRollUpTable(rollUp: RollUp, { cluster }: Topology, name = rollUp.name): string[] {
  const columns = [
    ...Object.entries(rollUp.keys).map(([key, { type }]) => `${key} ${type}`),
    ...Object.entries(rollUp.measures).map(([measure, { type }]) => `${measure} ${type}`),
  ]
  const order = `PARTITION BY ${rollUp.partitionBy} ORDER BY (${Object.keys(rollUp.keys).join(', ')})`
  const granule = rollUp.granule === undefined ? '' : `, index_granularity = ${rollUp.granule}`
  const on = cluster ? ` ON CLUSTER ${cluster}` : ''
  const suffix = cluster ? '_local' : ''
  const engine = cluster ? `ReplicatedAggregatingMergeTree(${replicaPath(name)})` : 'AggregatingMergeTree'
  const table = `CREATE TABLE IF NOT EXISTS ${name}${suffix}${on} (${columns.join(', ')}) ENGINE = ${engine} ${order} ${settings(cluster)}${granule}`
  return cluster ? [table, distributed(name, cluster, 'rand()')] : [table]
}

/** Renders the statements that remove a roll-up that's no longer declared. */
export function dropRollUp(name: string, { cluster }: Topology): string[] {
  const on = cluster ? ` ON CLUSTER ${cluster}` : ''
  return [`${name}_view`, name, ...(cluster ? [`${name}_local`] : [])].map(
    (table) => `DROP TABLE IF EXISTS ${table}${on} SYNC`,
  )
}

/** Renders the query that computes a roll-up's rows from a table's, or from those that match a condition. */
export function rolledUp(rollUp: RollUp, table: string, where?: string): string {
  const matching = where === undefined ? table : `${table} WHERE ${where}`
  // A query of its own, because a condition on a column that a measure is named as would be on the measure.
  const source =
    rollUp.only === undefined
      ? matching
      : `(SELECT * FROM ${table} WHERE ${[rollUp.only, where].filter(Boolean).join(' AND ')})`
  const keys = Object.keys(rollUp.keys)
  // Changing this text replaces the views of existing stores, by their fingerprint.
  const grouped = keys.map((name) => `${name} AS key_${name}`)
  const measures = Object.entries(rollUp.measures).map(([name, { expression }]) => `${expression} AS ${name}`)
  const selected = [...keys.map((name) => `key_${name} AS ${name}`), ...Object.keys(rollUp.measures)]
  return `SELECT ${selected.join(', ')}
     FROM (SELECT ${[...grouped, ...measures].join(', ')} FROM ${source} GROUP BY ${keys.map((name) => `key_${name}`).join(', ')})`
}

/** Renders the statements that add columns declared since the table was created. `existing` is the set of names it has. */
export function addColumns(table: EventTable, existing: ReadonlySet<string>, { cluster }: Topology): string[] {
  const missing = Object.entries(table.columns).filter(([name]) => !existing.has(name))
  const targets = cluster ? [`${table.name}_local`, table.name] : [table.name]
  const on = cluster ? ` ON CLUSTER ${cluster}` : ''
  return missing.flatMap(([name, type]) =>
    targets.map((target) => `ALTER TABLE ${target}${on} ADD COLUMN IF NOT EXISTS ${name} ${type}`),
  )
}

/**
 * Settings every table needs, also added to existing tables. A batch leaves the journal once the store has it, so it must be on disk by then. That makes
 * an insert a fifth slower, but nothing waits for it. A merge is synced before it replaces its sources, so a full or failing disk breaks the merge and
 * not the roll-up. Replicated tables rely on each other instead.
 */
const SYNC: Readonly<Record<string, string>> = {
  fsync_after_insert: '1',
  fsync_part_directory: '1',
  min_rows_to_fsync_after_merge: '1',
  min_compressed_bytes_to_fsync_after_merge: '1',
}

/** Renders the statements that bring a table's settings up to date. `created` is its CREATE statement, maybe from an older version. */
export function changeSettings(name: string, created: string, { cluster }: Topology): string[] {
  if (cluster) return []
  const missing = assignments(SYNC).filter((setting) => !created.includes(setting))
  return missing.length === 0 ? [] : [`ALTER TABLE ${name} MODIFY SETTING ${missing.join(', ')}`]
}

function settings(cluster: string | undefined): string {
  const window = `${cluster ? '' : 'non_'}replicated_deduplication_window = ${DEDUPLICATION_WINDOW}`
  const sync = cluster ? [] : assignments(SYNC)
  // ClickHouse would recompute statistics for every column on each merge, and none of our queries join.
  return `SETTINGS ${[window, ...sync, "auto_statistics_types = ''"].join(', ')}`
}

function assignments(list: Readonly<Record<string, string>>): string[] {
  return Object.entries(list).map(([name, setting]) => `${name} = ${setting}`)
}

function replicaPath(name: string): string {
  return `'/clickhouse/tables/{shard}/{database}/${name}', '{replica}'`
}

function distributed(name: string, cluster: string, shardBy: string): string {
  return `CREATE TABLE IF NOT EXISTS ${name} ON CLUSTER ${cluster} AS ${name}_local
          ENGINE = Distributed(${cluster}, currentDatabase(), ${name}_local, ${shardBy})`
}
