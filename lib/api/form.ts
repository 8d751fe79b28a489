import type { z } from 'zod'
import { choicesOf, jsonSchema, type JsonSchema } from './json-schema'
import { invalid } from './problem'

const MAX_FIELDS = 1000
const MAX_DEPTH = 5

/** Names that could lead to prototype pollution. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** A value, or the parts in brackets after a name. */
type Node = string | Branch
type Branch = Map<string, Node>

/**
 * Parses a form-encoded body: `a=1`, `a[b]=1` for objects, `a[]=1` or `a[0]=1` for arrays. Forms only have text, so each value is converted to
 * the type in the schema. If that's not possible, it stays text, for the schema to reject.
 * @throws Problem that names the malformed field
 */
export function parseForm(text: string, schema: z.ZodType): unknown {
  const root: Branch = new Map()
  let fields = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++fields > MAX_FIELDS) throw invalid('body', `must have at most ${MAX_FIELDS} fields`)
    insert(root, name, value)
  }
  return typed(root, jsonSchema(schema, 'input'), 'body')
}

function insert(root: Branch, name: string, value: string): void {
  const path = pathOf(name)
  let branch = root
  for (const [index, part] of path.entries()) {
    const last = index === path.length - 1
    if (part === '' && !last) throw invalid(name, 'must number its items, such as items[0][name]')
    const key = part === '' ? String(branch.size) : part
    const found = branch.get(key)
    if (last) {
      if (found !== undefined) throw invalid(name, 'must appear only once')
      branch.set(key, value)
    } else {
      if (typeof found === 'string') throw invalid(name, 'must appear either as a value or with brackets, not both')
      const next: Branch = found ?? new Map()
      branch.set(key, next)
      branch = next
    }
  }
}

function pathOf(name: string): string[] {
  const [, first, rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? []
  if (first === undefined) throw invalid(name || 'body', 'must be a name such as a, a[b], or a[]')
  const path = [first, ...[...rest.matchAll(/\[([^\]]*)\]/g)].map(([, part = '']) => part)]
  if (path.length > MAX_DEPTH) throw invalid(name, `must have at most ${MAX_DEPTH - 1} pairs of brackets`)
  if (path.some((part) => FORBIDDEN.has(part))) throw invalid(name, 'is a reserved name')
  return path
}

function typed(node: Node, schema: JsonSchema | undefined, field: string): unknown {
  const choices = choicesOf(schema)
  if (typeof node === 'string') return typedText(node, choices)
  const list = choices.find(({ type }) => type === 'array')
  if (list) return typedList(node, itemsOf(list), field)
  const properties = choices.find(({ type }) => type === 'object')?.properties
  return Object.fromEntries(
    [...node].map(([name, inner]) => {
      const property = properties?.[name]
      return [
        name,
        typed(inner, typeof property === 'object' ? property : undefined, field === 'body' ? name : `${field}.${name}`),
      ]
    }),
  )
}

function typedList(branch: Branch, items: JsonSchema | undefined, field: string): unknown[] {
  return Array.from({ length: branch.size }, (_, index) => {
    const item = branch.get(String(index))
    if (item === undefined)
      throw invalid(field, 'must number its items from 0 without gaps, or leave the numbers out, such as items[]')
    return typed(item, items, `${field}.${index}`)
  })
}

function typedText(text: string, choices: readonly JsonSchema[]): string | number | boolean | null {
  const takes = (type: string) => choices.some((choice) => choice.type === type)
  if (takes('string')) return text
  if (text === '' && takes('null')) return null
  if ((takes('number') || takes('integer')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  // Some languages encode true as 1 in forms.
  if (takes('boolean') && /^(true|false|1|0)$/.test(text)) return text === 'true' || text === '1'
  return text
}

function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return typeof items === 'object' && !Array.isArray(items) ? items : undefined
}
