import { z } from 'zod'
import { declarationOf, isValueOf, storedAs, UNKNOWN, type Dimension, type DimensionDeclaration } from './dimensions'

/** Keeps rows whose dimension is one of the values or, if excluded, none of them. */
export type Filter = { dimension: Dimension; values: readonly string[]; excluded: boolean }

const MAX_VALUES = 200

/** The part of a dimension's kind that says how its values are written. */
type Values = Pick<DimensionDeclaration['kind'], 'none' | 'hasUnknown' | 'expected' | 'accepts' | 'stored'>

/**
 * Parses `DE,AT` as these two values, and `-DE,AT` as everything but these two: one leading `-` negates the whole list.
 * No value contains a comma or starts with `-`.
 */
export function listParameter(kind: Values) {
  return z.string().transform((text, context): Pick<Filter, 'values' | 'excluded'> => {
    const excluded = text.startsWith('-')
    const values = (excluded ? text.slice(1) : text).split(',').map((part) => storedAs(kind, part.trim()))
    const wrong = values.find((part) => !isValueOf(kind, part))
    if (wrong !== undefined) {
      const given = wrong === '' ? 'an empty value' : `"${wrong.slice(0, 40)}"`
      context.addIssue({ code: 'custom', message: `must be ${kind.expected} separated by commas, not ${given}` })
    }
    if (values.length > MAX_VALUES)
      context.addIssue({ code: 'custom', message: `must list at most ${MAX_VALUES} values` })
    return { values: values.map((part) => (part === UNKNOWN ? kind.none : part)), excluded }
  })
}

/** The same as a filter of a dimension. */
export const filterParameter = (dimension: Dimension) =>
  listParameter(declarationOf(dimension).kind).transform((given): Filter => ({ dimension, ...given }))
