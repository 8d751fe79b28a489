import { z } from 'zod'
import { declarationOf, isValueOf, storedValue, UNKNOWN, type Dimension } from './dimensions'

/** Keeps rows whose dimension is one of the values or, if excluded, none of them. */
export type Filter = { dimension: Dimension; values: readonly string[]; excluded: boolean }

const MAX_VALUES = 200

/**
 * Parses `DE,AT` as these two values, and `-DE,AT` as everything but these two: one leading `-` negates the whole list.
 * No value of these dimensions contains a comma or starts with `-`.
 */
export function filterParameter(dimension: Dimension) {
  const { kind } = declarationOf(dimension)
  return z.string().transform((text, context): Filter => {
    const excluded = text.startsWith('-')
    const values = (excluded ? text.slice(1) : text).split(',').map((part) => storedValue(dimension, part.trim()))
    const wrong = values.find((part) => !isValueOf(dimension, part))
    if (wrong !== undefined) {
      const given = wrong === '' ? 'an empty value' : `"${wrong.slice(0, 40)}"`
      context.addIssue({ code: 'custom', message: `must be ${kind.expected} separated by commas, not ${given}` })
    }
    if (values.length > MAX_VALUES)
      context.addIssue({ code: 'custom', message: `must list at most ${MAX_VALUES} values` })
    return { dimension, values: values.map((part) => (part === UNKNOWN ? kind.none : part)), excluded }
  })
}
