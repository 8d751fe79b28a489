import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { coerce, Repeated, type Spelled } from './coerce'
import { parseForm } from './form'

/** A schema and values that it accepts. */
type Sample = { schema: z.ZodType; value: fc.Arbitrary<unknown> }

const text = fc.string({ maxLength: 8 })
const decimal = fc
  .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => Number(`${whole}.${cents}`) || 0)

const scalar: fc.Arbitrary<Sample> = fc.constantFrom(
  { schema: z.string(), value: text },
  { schema: z.string().nullable(), value: text },
  { schema: z.string().trim().max(50), value: text.map((one) => one.trim()) },
  { schema: z.enum(['a', '1', 'true']), value: fc.constantFrom('a', '1', 'true') },
  { schema: z.literal([10, 25, 50]), value: fc.constantFrom(10, 25, 50) },
  { schema: z.int(), value: fc.maxSafeInteger().map((one) => one || 0) },
  { schema: z.int().min(1).default(5), value: fc.integer({ min: 1 }) },
  { schema: z.number(), value: decimal },
  { schema: z.number().nullable(), value: fc.option(decimal) },
  { schema: z.boolean(), value: fc.boolean() },
  { schema: z.boolean().nullable(), value: fc.option(fc.boolean()) },
  { schema: z.iso.date(), value: fc.constantFrom('2026-01-31', '2024-02-29') },
  { schema: z.uuid(), value: fc.uuid() },
  { schema: z.union([z.int(), z.guid()]), value: fc.oneof(fc.nat(), fc.uuid()) },
  { schema: z.union([z.int(), z.enum(['all'])]), value: fc.oneof(fc.nat(), fc.constant('all')) },
  { schema: z.int().transform(String).pipe(z.string()), value: fc.nat() },
  {
    schema: z.union([z.string().regex(/^[\d.]+$/), z.number()]),
    value: fc.constantFrom('0.10', '12345678901234567890.5'),
  },
)

const sample: fc.Arbitrary<Sample> = fc.letrec<{ any: Sample; list: Sample; object: Sample }>((tie) => ({
  any: fc.oneof({ depthSize: 'small', maxDepth: 3 }, scalar, tie('list'), tie('object')),
  list: tie('any').map(({ schema, value }) => ({
    schema: z.array(schema),
    value: fc.array(value, { minLength: 1, maxLength: 4 }),
  })),
  object: fc
    .dictionary(fc.stringMatching(/^[a-z][a-z_.]{0,5}$/), tie('any'), { minKeys: 1, maxKeys: 4, noNullPrototype: true })
    .map((fields) => ({
      schema: z.strictObject(
        Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema.optional()])),
      ),
      value: fc.record(Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))),
    })),
})).any

const written = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)

/** A value as a form spells it. */
function spell(value: unknown, name: string): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => spell(item, `${name}[${index}]`))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => spell(inner, `${name}[${key}]`))
  return [[name, written(value)]]
}

const cases = (of: fc.Arbitrary<Sample>) =>
  of.chain(({ schema, value }) => value.map((one) => ({ schema: z.strictObject({ x: schema }), value: { x: one } })))

test('turns the text of any form back into the values it was written from', () => {
  fc.assert(
    fc.property(cases(sample), ({ schema, value }) => {
      const form = new URLSearchParams(spell(value.x, 'x')).toString()
      expect(parseForm(form, schema)).toEqual(value)
    }),
    { numRuns: 500 },
  )
})

test('reads lists from commas or repeated names, where the names may have commas', () => {
  const lists = scalar.map(({ schema, value }) => ({
    schema: z.array(schema),
    value: fc.array(value, { minLength: 1, maxLength: 5 }),
  }))
  fc.assert(
    fc.property(cases(lists), ({ schema, value }) => {
      const parts = z.array(z.unknown()).parse(value.x).map(written)
      const spelled: Spelled = parts.some((part) => part.includes(',')) ? new Repeated('x', parts) : parts.join(',')
      expect(coerce(schema, new Map([['x', spelled]]), 'query')).toEqual(value)
    }),
    { numRuns: 500 },
  )
})

describe('leaves text as it is', () => {
  test.each([
    [z.int(), 'many'],
    [z.int(), '1e5'],
    [z.int(), ' 1'],
    [z.int(), ''],
    [z.int(), '0x1'],
    [z.boolean(), 'yes'],
    [z.boolean(), 'TRUE'],
    [z.boolean(), '1'],
    [z.unknown(), '1'],
    [z.union([z.string(), z.number()]), '1.10'],
  ])('%s %s', (schema, given) => {
    expect(coerce(schema, given, 'query')).toBe(given)
  })
})

test('reads a schema within itself as text', () => {
  const tree: z.ZodType = z.strictObject({
    count: z.int(),
    get inner() {
      return tree.optional()
    },
  })
  const given = new Map<string, Spelled>([
    ['count', '1'],
    ['inner', new Map([['count', '2']])],
  ])
  expect(coerce(tree, given, 'form')).toEqual({ count: 1, inner: { count: '2' } })
})
