import { Refused } from '@/lib/identity/refused'
import type { Caller } from '@/lib/identity/caller'
import { numberOrId } from '@/lib/identifier'
import { unescaped } from '@/lib/csv'
import { coerce, Repeated, type Spelled } from '@/lib/api/coerce'
import { check, refusal } from '@/lib/api/parse'
import { Problem } from '@/lib/api/problem'
import type { z } from 'zod'
import { columnsOf } from './columns'
import { cellOf, csvColumnsOf, keyOf, type CsvColumn } from './csv-columns'
import { readCsv, type CsvFile, type CsvRow } from './csv-file'
import { valuesOf, type Fields, type Verb } from './fields'
import type { RowError } from './import.contract'

/** What a file's rows create and change, and which of them are wrong. */
export type ImportPlan = {
  total: number
  creates: { row: number; columns: object }[]
  updates: { row: number; id: string; columns: object }[]
  unchanged: number
  errors: RowError[]
}

/** A resource to import, by what planning needs of it. */
export type Imported = {
  fields: Fields
  means: { one: string }
  isImported: boolean
  all: { create: { body: z.ZodType }; update: { body: z.ZodType } }
}

/** Finds stored rows that the caller can see, by number, ID, or external ID. Archived ones only by number or ID. */
export type FindStored = (keys: { numbers: number[]; ids: string[]; externalIds: string[] }) => Promise<StoredRow[]>
export type StoredRow = { id: string; incrementalId?: number; externalId?: string | null; archived?: boolean }

/** Rows looked up at once: fewer than the parameters that PostgreSQL takes. */
const LOOKED_UP = 5000

/**
 * Reads a file and decides for each row whether it creates an item, changes one, or does nothing, by the schemas of the resource's own bodies.
 * @throws Problem if the file as a whole can't be read
 */
export async function planImport(
  resource: Imported,
  caller: Caller,
  text: string,
  find: FindStored,
): Promise<ImportPlan> {
  const { fields } = resource
  const known = csvColumnsOf(resource)
  const shown = csvColumnsOf({ fields, isImported: false })
  const file = readCsv(text, known, new Set(shown.map(({ name }) => name)))
  const stored = await storedItems(resource, file, find)
  const plan: ImportPlan = { total: file.rows.length, creates: [], updates: [], unchanged: 0, errors: [] }
  const bodies = { create: new Map<number, object>(), update: new Map<number, object>() }
  const ids = new Map<number, string>()
  const firstRows = new Map<string, number>()
  for (const row of file.rows) {
    try {
      const item = stored(row)
      refuseTwice(firstRows, keysOf(file, row, item), row.row)
      const cells = changedCells(file, row, item)
      if (item && cells.length === 0) plan.unchanged += 1
      else {
        const verb = item ? 'update' : 'create'
        if (!item) requireCells(known, cells)
        bodies[verb].set(row.row, bodyOf(resource, verb, cells))
        if (item) ids.set(row.row, item.id)
      }
    } catch (error) {
      plan.errors.push(...errorsOf(error, row.row))
    }
  }
  const creates = await referring(fields, 'create', caller, bodies.create, plan.errors)
  const updates = await referring(fields, 'update', caller, bodies.update, plan.errors)
  plan.creates.push(...creates)
  plan.updates.push(...updates.flatMap(({ row, columns }) => ({ row, columns, id: ids.get(row) ?? '' })))
  return plan
}

/** An item that a row is about, as responses show it. */
type Item = { id: string; values: object }

/** Looks up all items that the rows name, and returns how to find a row's. It throws if there's none with its ID. */
async function storedItems(
  { fields, means }: Imported,
  file: CsvFile,
  find: FindStored,
): Promise<(row: CsvRow) => Item | undefined> {
  const key = keyOf(fields)
  const place = (name: string) => file.columns.findIndex((column) => column.name === name)
  const [keyPlace, externalPlace] = [place(key), place('external_id')]
  const given = (cells: readonly string[], at: number) => unescaped(cells[at] ?? '').trim()
  const named = (cells: readonly string[]) => {
    const text = given(cells, keyPlace)
    const id = numberOrId(text)
    const isRight = id && (key === 'id' ? 'id' in id : true)
    return { text, id: isRight ? id : null }
  }
  const found = new Map<string, Item>()
  for (let from = 0; from < file.rows.length; from += LOOKED_UP) {
    const rows = file.rows.slice(from, from + LOOKED_UP)
    const keys = rows.flatMap(({ cells }) => named(cells).id ?? [])
    const externalIds = rows.flatMap(({ cells }) => (named(cells).text === '' ? given(cells, externalPlace) || [] : []))
    for (const row of await find({
      numbers: keys.flatMap((one) => ('incrementalId' in one ? one.incrementalId : [])),
      ids: keys.flatMap((one) => ('id' in one ? one.id.toLowerCase() : [])),
      externalIds,
    })) {
      const item = { id: row.id, values: valuesOf(fields, row) }
      found.set(row.id, item)
      if (row.incrementalId !== undefined) found.set(String(row.incrementalId), item)
      if (row.externalId && !row.archived) found.set(`external ${row.externalId}`, item)
    }
  }
  return ({ cells }) => {
    const { text, id } = named(cells)
    if (text === '') return found.get(`external ${given(cells, externalPlace)}`)
    const item = id && found.get('id' in id ? id.id.toLowerCase() : String(id.incrementalId))
    if (item) return item
    throw new Refused('invalid', `no ${means.one.replace(/^an? /, '')} has this ID; leave it empty to create one`, key)
  }
}

/** What no other row of the file can have. */
function keysOf(file: CsvFile, { cells }: CsvRow, item: Item | undefined): [field: string, key: string][] {
  const at = file.columns.findIndex(({ name }) => name === 'external_id')
  const external = at < 0 ? '' : unescaped(cells[at] ?? '').trim()
  return [
    ...(item ? ([['row', item.id]] as [string, string][]) : []),
    ...(external === '' ? [] : ([['external_id', external]] as [string, string][])),
  ]
}

function refuseTwice(firstRows: Map<string, number>, keys: [string, string][], row: number): void {
  for (const [field, key] of keys) {
    const first = firstRows.get(`${field} ${key}`)
    if (first !== undefined)
      throw field === 'row'
        ? new Refused('invalid', `changes the same item as row ${first}`)
        : new Refused('invalid', `is the same as in row ${first}`, field)
    firstRows.set(`${field} ${key}`, row)
  }
}

type Cell = { column: CsvColumn; text: string }

/**
 * The cells that say something: those that are filled in or, if there's an item, differ from it. An empty one clears a field that can be empty,
 * and says nothing about any other.
 */
function changedCells({ columns }: CsvFile, { cells }: CsvRow, item: Item | undefined): Cell[] {
  return columns.flatMap((column, index) => {
    const text = unescaped(cells[index] ?? '')
    if (!column.field.write) return []
    const isEmpty = text.trim() === ''
    const cannotBeEmpty = !column.isNullable && ['number', 'flag', 'choice'].includes(column.kind)
    const isSame = item ? cellOf(column, item.values) === text || (isEmpty && cannotBeEmpty) : isEmpty
    return isSame ? [] : [{ column, text }]
  })
}

/** @throws Problem that names the columns that a new item must have */
function requireCells(known: readonly CsvColumn[], cells: readonly Cell[]): void {
  const missing = known.filter(({ name, field }) => field.required && !cells.some(({ column }) => column.name === name))
  if (missing.length > 0) throw refusal(missing.map(({ name }) => ({ field: name, message: 'is required' })))
}

/** The body that these cells stand for. */
function bodyOf({ all }: Imported, verb: Verb, cells: readonly Cell[]): object {
  const tree = new Map<string, Spelled>()
  const written: { path: readonly string[]; value: unknown }[] = []
  for (const { column, text } of cells) {
    const { path, name, kind, isNullable, field } = column
    const isEmpty = text.trim() === ''
    if (verb === 'update' && field.on === 'create') throw new Refused('invalid', 'can’t be changed', name)
    if (isEmpty && isNullable) written.push({ path, value: null })
    else if (kind === 'json') written.push({ path, value: isEmpty ? {} : jsonIn(name, text) })
    else if (isEmpty && kind === 'list') insert(tree, path, new Repeated(name, []))
    else if (kind === 'list')
      insert(
        tree,
        path,
        text
          .split(',')
          .map((one) => one.trim())
          .join(','),
      )
    else insert(tree, path, kind === 'flag' ? text.trim().toLowerCase() : text)
  }
  const given = coerce(all[verb].body, tree, 'form')
  const body = typeof given === 'object' && given !== null ? given : {}
  for (const { path, value } of written) set(body, path, value)
  const checked: unknown = check(all[verb].body, body)
  return typeof checked === 'object' && checked !== null ? checked : {}
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('invalid', 'must be JSON, as exports have it', name)
  }
}

function insert(tree: Map<string, Spelled>, [name = '', ...rest]: readonly string[], value: Spelled): void {
  if (rest.length === 0) tree.set(name, value)
  else {
    const inner = tree.get(name)
    const branch = inner instanceof Map ? inner : new Map<string, Spelled>()
    tree.set(name, branch)
    insert(branch, rest, value)
  }
}

function set(object: object, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) Reflect.set(object, name, value)
  else {
    const inner: unknown = Reflect.get(object, name) ?? {}
    Reflect.set(object, name, inner)
    if (typeof inner === 'object' && inner !== null) set(inner, rest, value)
  }
}

/** The columns that bodies set, with the IDs of the records they refer to. Rows that refer to nothing become errors. */
async function referring(
  fields: Fields,
  verb: Verb,
  caller: Caller,
  bodies: Map<number, object>,
  errors: RowError[],
): Promise<{ row: number; columns: object }[]> {
  while (bodies.size > 0) {
    const rows = [...bodies.keys()]
    try {
      const columns = await columnsOf(fields, verb, caller, [...bodies.values()], (index) => String(rows[index]))
      return rows.map((row, index) => ({ row, columns: columns[index] ?? {} }))
    } catch (error) {
      if (!(error instanceof Problem) || error.details.length === 0) throw error
      const faults = error.details.map(({ field, message }): RowError => {
        const [row = '', ...column] = field.split('.')
        return { row: Number(row), column: column.join('.') || null, message }
      })
      errors.push(...faults)
      const before = bodies.size
      for (const { row } of faults) bodies.delete(row)
      if (bodies.size === before) throw error
    }
  }
  return []
}

/** What an error says about a row. */
export function errorsOf(error: unknown, row: number): RowError[] {
  if (error instanceof Refused) return [{ row, column: error.field, message: error.message }]
  if (!(error instanceof Problem)) throw error
  return error.details.map(({ field, message }) => ({ row, column: field === 'body' ? null : field, message }))
}
