import type { EventTable, Row } from './schema'

/**
 * Returns the function that turns a row into a JSONCompactEachRow line, with values in the table's column order.
 * Lone surrogates are replaced: they aren't valid UTF-8, and ClickHouse would refuse the whole batch.
 */
export function encoder(table: EventTable): (row: Row<EventTable>) => string {
  const names = Object.keys(table.columns)
  return (row) => {
    // Built by hand, since it runs for every click: 7 µs, versus 13 for JSON.stringify on each value and 25 on an array of them.
    let line = '['
    for (const name of names) line += line.length === 1 ? text(row[name]) : `,${text(row[name])}`
    line += ']'
    // Also matches escaped backslashes, so that the text `\\ud800` is left alone.
    return line.includes('\\ud')
      ? line.replace(/\\(\\|ud[89a-f][0-9a-f]{2})/g, (match, rest) => (rest === '\\' ? match : '\ufffd'))
      : line
  }
}

/** Characters that JSON escapes, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- these are what JSON escapes
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/

function text(content: unknown): string {
  if (content === '') return '""'
  if (typeof content === 'number') return `${content}`
  return typeof content === 'string' && !SPECIAL.test(content) ? `"${content}"` : JSON.stringify(content)
}

/**
 * The INSERT statement for a batch. Sending it again with the same token stores nothing new.
 * @param floor bytes of disk space that must be free
 */
export function insertStatement(table: EventTable, token: string, lines: string, cluster: boolean, floor = 0): string {
  const settings = [
    `insert_deduplication_token = '${token}'`,
    // Otherwise roll-ups would count a resent batch twice.
    'deduplicate_blocks_in_dependent_materialized_views = 1',
    // Rows in the journal may be from before the last columns existed. They get defaults.
    'input_format_json_compact_allow_variable_number_of_columns = 1',
    // Batches are small and frequent, so threads and compiled code cost more than they save: 300 rows took 42 ms with them and 28 without.
    'max_threads = 1',
    'input_format_parallel_parsing = 0',
    'compile_expressions = 0',
    'compile_aggregate_expressions = 0',
    'compile_sort_description = 0',
    ...(cluster ? ['distributed_foreground_insert = 1'] : []),
    ...(floor > 0 ? [`min_free_disk_bytes_to_perform_insert = ${floor}`] : []),
  ]
  return `INSERT INTO ${table.name} (${Object.keys(table.columns).join(', ')}) SETTINGS ${settings.join(', ')} FORMAT JSONCompactEachRow\n${lines}`
}
