import { join, literal, sql, value, type Sql } from '@/lib/events/sql'

// What conversions can be searched by besides dimensions: the metadata that their sender wants to find again. It's JSON.

const metadataOperators = ['=', '!=', '>', '<', '>=', '<='] as const
export type MetadataOperator = (typeof metadataOperators)[number]

/** A comparison of a value in the metadata, or several of them. */
export type MetadataQuery =
  | { path: readonly string[]; operator: MetadataOperator; value: string }
  | { all: readonly MetadataQuery[] }
  | { any: readonly MetadataQuery[] }

/** Whether a text can be compared with < and >. */
export const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

/**
 * A condition for the metadata. What isn't there equals nothing, and isn't less or more than anything. Numbers equal the same number however they're
 * written.
 */
export function metadataCondition(query: MetadataQuery): Sql {
  if ('all' in query) return combined(query.all, ' AND ')
  if ('any' in query) return combined(query.any, ' OR ')
  const path = join(
    query.path.map((name) => sql`${value('String', name)}`),
    ', ',
  )
  const type = sql`JSONType(metadata, ${path})`
  const text = sql`if(${type} = 'String', JSONExtractString(metadata, ${path}), JSONExtractRaw(metadata, ${path}))`
  const number = sql`toFloat64OrNull(${text})`
  const given = sql`toFloat64OrNull(${value('String', query.value)})`
  const { operator } = query
  if (operator !== '=' && operator !== '!=') return sql`ifNull(${number} ${literal(operator)} ${given}, 0)`
  const isSame = sql`${text} = ${value('String', query.value)}`
  const isEqual = isNumeric(query.value)
    ? sql`(${isSame} OR ${type} IN ('Int64', 'UInt64', 'Double') AND ifNull(${number} = ${given}, 0))`
    : isSame
  return operator === '=' ? isEqual : sql`NOT (${isEqual})`
}

const combined = (queries: readonly MetadataQuery[], operator: string): Sql =>
  sql`(${join(queries.map(metadataCondition), operator)})`
