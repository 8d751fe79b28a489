/** ClickHouse column types the event log uses, and the TypeScript type of each in a row. */
export type ColumnTypes = {
  UUID: string
  /** Decimal digits: JavaScript numbers can't hold 64 bits. */
  UInt64: string
  UInt32: number
  Bool: boolean
  String: string
  'LowCardinality(String)': string
  /** `2026-11-21` */
  Date: string
  /** `2026-11-21 09:00:00.123`, UTC */
  "DateTime64(3, 'UTC')": string
  'Nullable(Float32)': number | null
  /** Decimal string, exact. */
  'Decimal(18, 6)': string
  'Array(String)': readonly string[]
  'Array(LowCardinality(String))': readonly string[]
  'Array(UUID)': readonly string[]
  'Map(String, String)': Readonly<Record<string, string>>
}

export type Columns = Readonly<Record<string, keyof ColumnTypes>>

/** A table of the store. Declared once. lib/events/ddl.ts renders it for one node or a cluster. */
export type EventTable<C extends Columns = Columns> = {
  name: string
  /** What its rows are, for messages about events that are appended to it. */
  rows?: string
  columns: C
  /** Sort key, which is also the primary key. */
  orderBy: readonly string[]
  partitionBy: string
  /** Spreads rows over a cluster's shards. */
  shardBy: string
  /** Of rows with the same sort key, merges only keep the one where this column is highest. */
  keepHighest?: string
  /** Whether its rows stay past the organization's retention. */
  outlivesRetention?: true
}

/** Counts that a materialized view updates as rows arrive. */
export type RollUp = {
  name: string
  /** The table whose inserts feed it. */
  source: string
  /** Only rows that match are counted. */
  only?: string
  /** Columns of the source that it groups by. */
  keys: Readonly<Record<string, { type: keyof ColumnTypes }>>
  /** Aggregate state column → its type, the expression that computes it from source rows, and the one that turns it into a number. */
  measures: Readonly<Record<string, { type: string; expression: string; total: string }>>
  partitionBy: string
  /** Rows that are read at least, if fewer than usual: for questions about many keys that lie far apart. */
  granule?: number
}

export type Row<T extends EventTable> = { [K in keyof T['columns']]: ColumnTypes[T['columns'][K]] }

/** Declares a table. Preserves literal column types so that Row<T> is exact, and limits the sort key to its columns. */
export function eventTable<const C extends Columns>(
  table: EventTable<C> & { orderBy: readonly (keyof C)[] },
): EventTable<C> {
  return table
}
