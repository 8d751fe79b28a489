import type { ColumnTypes } from './schema'

type ParameterTypes = {
  UUID: string
  UInt32: number
  UInt64: number | string
  String: string
  Date: string
  "DateTime64(3, 'UTC')": string
  'Array(UInt32)': readonly number[]
  'Array(UInt64)': readonly number[]
  'Array(Date)': readonly string[]
  'Array(String)': readonly string[]
  'Array(UUID)': readonly string[]
}

class Parameter {
  constructor(
    readonly type: keyof ParameterTypes,
    readonly content: ParameterTypes[keyof ParameterTypes],
  ) {}
}

/** A piece of SQL with its values. Only the `sql` tag creates these, so values can't end up as SQL text. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly (Sql | Parameter)[],
  ) {}
}

/**
 * SQL text in which every `${}` is another piece or a value:
 * sql`SELECT count() FROM click WHERE organization = ${value('UUID', id)} AND ${condition}`
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | Parameter)[]): Sql {
  return new Sql(strings, values)
}

/** A value of the given ClickHouse type. */
export function value<T extends keyof ParameterTypes>(type: T, content: ParameterTypes[T]): Parameter {
  return new Parameter(type, content)
}

/** Trusted text from our own code, such as a column name or an expression. Never user input. */
export function literal(text: string): Sql {
  return new Sql([text], [])
}

/** Joins pieces with a separator. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  if (pieces.length === 0) return literal('')
  const strings = ['', ...pieces.slice(1).map(() => separator), '']
  return new Sql(strings, pieces)
}

/** All conditions joined with AND. True when there are none. */
export function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0
    ? literal('1')
    : join(
        conditions.map((condition) => sql`(${condition})`),
        ' AND ',
      )
}

/**
 * The SQL text, with every value written as a constant of its declared type. Bound parameters aren't an option: the embedded engine runs only one
 * statement with bound values at a time in the whole process.
 */
export function render(statement: Sql): string {
  return statement.strings.reduce((text, string, index) => {
    const inserted = statement.values[index]
    if (inserted === undefined) return text + string
    // Checks the shape, because a page's bundle has a different copy of the class than the server entry.
    return (
      text +
      string +
      ('strings' in inserted ? render(inserted) : `_CAST(${constant(inserted.content)}, ${quote(inserted.type)})`)
    )
  }, '')
}

function constant(content: ParameterTypes[keyof ParameterTypes]): string {
  if (typeof content === 'string') return quote(content)
  if (typeof content !== 'number') return `[${content.map((each) => constant(each)).join(', ')}]`
  if (!Number.isSafeInteger(content)) throw new Error(`${content} can't be used: it isn't a whole number`)
  return String(content)
}

/** A ClickHouse string literal. Only backslashes and quotes are special in it, and the engine cuts its input off at a zero byte. */
function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`
}

/** An instant in the store's format: `2026-11-21 09:00:00.123`, in UTC. */
export function storeTime(instant: Date): ColumnTypes["DateTime64(3, 'UTC')"] {
  return instant.toISOString().replace('T', ' ').replace('Z', '')
}

/** A stored time in ISO 8601. */
export const isoTime = (stored: string): string => `${stored.replace(' ', 'T')}Z`
