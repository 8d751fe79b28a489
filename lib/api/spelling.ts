import type { Spelled } from './coerce'
import type { JsonSchema } from './json-schema'
import { snakeCase } from './names'

/**
 * How an API family spells what contracts declare as a structure: `{ filter: { created_at: { gte } } }` is `filter[created_at][gte]` in one family
 * and something else in another.
 */
export type Spelling = {
  /** The names of the query parameter at this place in the structure. Each is accepted; the first one is documented and used in errors. */
  names(path: readonly string[]): readonly [string, ...string[]]
  /** The name of a field that `lib` calls by this camelCase name. */
  field(name: string): string
  /** Makes one parameter of a part of the structure, such as `-DE,AT` for `{ not_in: [DE, AT] }`, or returns null to spell its fields separately. */
  whole?(path: readonly string[], schema: JsonSchema): Whole | null
}

/** A parameter that stands for a part of the structure. */
export type Whole = { schema: JsonSchema; read(this: void, text: string): Spelled }

/** Every value has a plain name. */
export const plain: Spelling = { names: (path) => [path.join('_')], field: snakeCase }

/** Dub: names as in JSON, such as `startingAfter`. */
export const camel: Spelling = { names: (path) => [path.join('.')], field: (name) => name }

/** Integr8: `page[number]`, `filter[created_at][gte]`. Fields within fields have dots, and a filter without an operator means `eq`. */
export const brackets: Spelling = {
  names([first = '', ...rest]) {
    if (first !== 'filter') return [first + rest.map((part) => `[${part}]`).join('')]
    const field = `filter[${rest.slice(0, -1).join('.')}]`
    const operator = `[${rest.at(-1)}]`
    return operator === '[eq]' ? [field, field + operator] : [field + operator]
  },
  field: snakeCase,
}
