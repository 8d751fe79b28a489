import type { z } from 'zod'
import { coerce, Repeated, type Spelled } from './coerce'
import { invalid } from './problem'

const MAX_FIELDS = 1000
const MAX_DEPTH = 5

/** Names that could lead to prototype pollution. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

type Branch = Map<string, Spelled>

/**
 * Parses a form-encoded body into the types of a schema: `a=1`, `a[b]=1` for objects, `a[]=1`, `a[0]=1`, `a=1&a=2`, or `a=1,2` for arrays.
 * @throws Problem that names the malformed field
 */
export function parseForm(text: string, schema: z.ZodType): unknown {
  const root = new Map<string, Spelled>()
  let fields = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++fields > MAX_FIELDS) throw invalid('body', `must have at most ${MAX_FIELDS} fields`)
    insert(root, name, value)
  }
  return coerce(schema, root, 'form')
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
      if (found instanceof Map) throw invalid(name, 'must appear only once')
      branch.set(key, found === undefined ? value : repeated(name, found, value))
    } else {
      const next = found ?? new Map<string, Spelled>()
      if (!(next instanceof Map)) throw invalid(name, 'must appear either as a value or with brackets, not both')
      branch.set(key, next)
      branch = next
    }
  }
}

const repeated = (name: string, found: string | Repeated, value: string): Repeated =>
  new Repeated(name, [...(typeof found === 'string' ? [found] : found.values), value])

function pathOf(name: string): string[] {
  const [, first, rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? []
  if (first === undefined) throw invalid(name || 'body', 'must be a name such as a, a[b], or a[]')
  const path = [first, ...[...rest.matchAll(/\[([^\]]*)\]/g)].map(([, part = '']) => part)]
  if (path.length > MAX_DEPTH) throw invalid(name, `must have at most ${MAX_DEPTH - 1} pairs of brackets`)
  if (path.some((part) => FORBIDDEN.has(part))) throw invalid(name, 'is a reserved name')
  return path
}
