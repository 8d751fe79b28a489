import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { invalid } from '@/lib/api/problem'
import type { CsvColumn } from './csv-columns'

/** The most rows that an import can have, besides the header. */
export const MAX_ROWS = 10_000

/** A row of a file, by the number of its line as spreadsheets count: the header is row 1. */
export type CsvRow = { row: number; cells: readonly string[] }
export type CsvFile = { columns: readonly CsvColumn[]; rows: readonly CsvRow[] }

const lines = z.array(z.array(z.string()))

/**
 * Reads a CSV file with some of these columns in any order, separated by commas or semicolons. Empty rows are skipped.
 * @param ignored columns that exports of other programs, or of lists that show more, may have
 * @throws Problem that says what's wrong with the file as a whole
 */
export function readCsv(text: string, known: readonly CsvColumn[], ignored: ReadonlySet<string>): CsvFile {
  const [header = [], ...rest] = linesOf(text)
  const byName = new Map(known.map((column) => [column.name, column]))
  const names = header.map((cell) => cell.trim().toLowerCase())
  if (names.every((name) => name === '')) throw fault('is empty; the first row must have the names of the columns')
  const unknown = names.filter((name) => name !== '' && !byName.has(name) && !ignored.has(name))
  if (unknown.length > 0)
    throw fault(`has unknown columns: ${listed(unknown)}. Columns: ${known.map(({ name }) => name).join(', ')}`)
  const twice = names.filter((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice.length > 0) throw fault(`has a column more than once: ${listed([...new Set(twice)])}`)
  const rows = rest
    .map((cells, index) => ({ row: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) throw fault('has no rows below the names of the columns')
  if (rows.length > MAX_ROWS)
    throw fault(
      `has ${rows.length.toLocaleString('en-US')} rows, but can have at most ${MAX_ROWS.toLocaleString('en-US')}`,
    )
  const wide = rows.find(({ cells }) => cells.slice(names.length).some((cell) => cell.trim() !== ''))
  if (wide) throw fault(`has more cells in row ${wide.row} than in the first row`)
  const places = names.flatMap((name, index) => {
    const column = byName.get(name)
    return column ? [{ column, index }] : []
  })
  return {
    columns: places.map(({ column }) => column),
    rows: rows.map(({ row, cells }) => ({ row, cells: places.map(({ index }) => cells[index] ?? '') })),
  }
}

function linesOf(text: string): string[][] {
  const [first = ''] = text.split(/\r?\n|\r/, 1)
  const count = (delimiter: string) => first.split(delimiter).length
  const delimiter = count(';') > count(',') ? ';' : ','
  try {
    return lines.parse(parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false }))
  } catch (error) {
    if (error instanceof CsvError)
      throw fault(`isn’t valid CSV, at row ${String(error['lines'])}: ${plain(error.code)}`)
    throw error
  }
}

const plain = (code: string): string =>
  /QUOTE/.test(code) ? 'a quote is missing or in the wrong place' : 'it can’t be read'

const fault = (message: string) => invalid('file', message)

const listed = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')}, and ${names.length - 5} more` : names.join(', ')
