import { z } from 'zod'
import { isUuid } from '../uuid'
import { join, literal, sql, value, type Sql } from '../events/sql'
import { fixedValues, storedValue, UNKNOWN } from './values'

/** What clicks can be filtered and grouped by. Keys are columns; `inRollUp` tells whether the daily roll-up has the column. */
export const dimensions = {
  publisher: { kind: 'number', inRollUp: true },
  advertiser: { kind: 'number', inRollUp: true },
  network: { kind: 'number', inRollUp: true },
  offer: { kind: 'number', inRollUp: false },
  campaign: { kind: 'id', inRollUp: true },
  country: { kind: 'text', inRollUp: true },
  device: { kind: 'text', inRollUp: false },
  browser: { kind: 'name', inRollUp: false },
  os: { kind: 'name', inRollUp: false },
  status: { kind: 'text', inRollUp: false },
} as const satisfies Record<string, { kind: 'number' | 'id' | 'text' | 'name'; inRollUp: boolean }>

export type Dimension = keyof typeof dimensions

/** Keeps rows whose dimension is one of the values or, if excluded, none of them. */
export type Filter = { dimension: Dimension; values: readonly string[]; excluded: boolean }

/**
 * Parses `DE,AT` as these two values, and `-DE,AT` as everything but these two: one leading `-` negates the whole list.
 * No value of these dimensions contains a comma or starts with `-`.
 */
export function filterParameter(dimension: Dimension) {
  return z.string().transform((text, context): Filter => {
    const excluded = text.startsWith('-')
    const values = (excluded ? text.slice(1) : text).split(',').map((part) => storedValue(dimension, part.trim()))
    const wrong = values.find((part) => !isValueOf(dimension, part))
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: expectation(dimension, wrong) })
    if (values.length > 200) context.addIssue({ code: 'custom', message: 'must list at most 200 values' })
    return { dimension, values: values.map((part) => (part === UNKNOWN ? '' : part)), excluded }
  })
}

function isValueOf(dimension: Dimension, text: string): boolean {
  const { kind } = dimensions[dimension]
  if (kind === 'number') return /^\d{1,9}$/.test(text)
  if (kind === 'id') return isUuid(text)
  if (text === UNKNOWN) return true
  if (dimension === 'country') return /^[A-Z]{2}$/.test(text)
  return fixedValues(dimension)?.includes(text) ?? (text !== '' && text.length <= 200)
}

function expectation(dimension: Dimension, text: string): string {
  const given = text === '' ? 'an empty value' : `"${text.slice(0, 40)}"`
  return `must be ${expected(dimension)} separated by commas, not ${given}`
}

function expected(dimension: Dimension): string {
  const { kind } = dimensions[dimension]
  if (kind === 'number') return 'numeric IDs'
  if (kind === 'id') return 'IDs'
  if (dimension === 'country') return 'two-letter country codes'
  const fixed = fixedValues(dimension)
  return fixed ? `any of ${fixed.join(', ')}` : 'values'
}

/** The filter's SQL condition. */
export function condition({ dimension, values, excluded }: Filter): Sql {
  const column = literal(dimension)
  const operator = literal(excluded ? 'NOT IN' : 'IN')
  switch (dimensions[dimension].kind) {
    case 'number':
      return sql`${column} ${operator} ${value('Array(UInt32)', values.map(Number))}`
    case 'id':
      return sql`${column} ${operator} ${value('Array(UUID)', values)}`
    case 'name':
      // Names come from user agents, so there's no fixed list, and people type them in any case.
      return sql`lower(${column}) ${operator} ${value('Array(String)', values.map((name) => name.toLowerCase()))}`
    case 'text':
      return sql`${column} ${operator} ${value('Array(String)', values)}`
  }
}

/** A list of columns or expressions. */
export const list = (columns: readonly string[]): Sql => join(columns.map(literal), ', ')
