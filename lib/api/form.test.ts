import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseForm } from './form'
import { Problem } from './problem'

const schema = z.strictObject({
  name: z.string().optional(),
  note: z.string().nullish(),
  zone: z
    .string()
    .trim()
    .transform((text) => text.length)
    .optional(),
  limit: z.int().max(100).optional(),
  price: z.number().nullish(),
  active: z.boolean().optional(),
  role: z.enum(['admin', 'other']).optional(),
  data: z.array(z.string()).optional(),
  numbers: z.array(z.int()).optional(),
  payout: z.object({ amount: z.number(), tiers: z.array(z.object({ from: z.int() })).optional() }).optional(),
})

const read = (text: string) => parseForm(text, schema)

function refused(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
  throw new Error(`${text} was accepted`)
}

describe('converts values to the types in the schema', () => {
  test.each([
    ['name=Jane+Doe&note=a%26b', { name: 'Jane Doe', note: 'a&b' }],
    ['name=12&note=true', { name: '12', note: 'true' }],
    ['name=&note=', { name: '', note: '' }],
    ['limit=12&price=-1.50', { limit: 12, price: -1.5 }],
    ['price=', { price: null }],
    ['active=true', { active: true }],
    ['active=0', { active: false }],
    ['zone=UTC&role=admin', { zone: 'UTC', role: 'admin' }],
    ['data[]=a&data[]=b', { data: ['a', 'b'] }],
    ['data[1]=b&data[0]=a', { data: ['a', 'b'] }],
    ['numbers[]=1&numbers[]=2', { numbers: [1, 2] }],
    [
      'payout[amount]=5&payout[tiers][0][from]=1&payout[tiers][1][from]=10',
      { payout: { amount: 5, tiers: [{ from: 1 }, { from: 10 }] } },
    ],
    ['', {}],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
    expect(schema.safeParse(read(text)).success).toBe(true)
  })
})

test('leaves values it can’t convert as text, for the schema to reject', () => {
  expect(read('limit=many&active=yes&price=1e400&unknown[a]=1')).toEqual({
    limit: 'many',
    active: 'yes',
    price: '1e400',
    unknown: { a: '1' },
  })
})

describe('rejects malformed input and names the field', () => {
  test.each([
    ['name=a&name=b', 'name: must appear only once'],
    ['data[0]=a&data[0]=b', 'data[0]: must appear only once'],
    ['payout=1&payout[amount]=2', 'payout[amount]: must appear either as a value or with brackets, not both'],
    ['payout[amount]=2&payout=1', 'payout: must appear only once'],
    [
      'data[0]=a&data[2]=b',
      'data: must number its items from 0 without gaps, or leave the numbers out, such as items[]',
    ],
    ['data[x]=a', 'data: must number its items from 0 without gaps, or leave the numbers out, such as items[]'],
    ['payout[][amount]=1', 'payout[][amount]: must number its items, such as items[0][name]'],
    ['data[=a', 'data[: must be a name such as a, a[b], or a[]'],
    ['=a', 'body: must be a name such as a, a[b], or a[]'],
    ['__proto__[admin]=1', '__proto__[admin]: is a reserved name'],
    ['payout[constructor][prototype]=1', 'payout[constructor][prototype]: is a reserved name'],
    ['a[b][c][d][e][f]=1', 'a[b][c][d][e][f]: must have at most 4 pairs of brackets'],
    [Array.from({ length: 1001 }, (_, index) => `a${index}=1`).join('&'), 'body: must have at most 1000 fields'],
  ])('%s', (text, message) => {
    expect(refused(text)).toBe(message)
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })
})
