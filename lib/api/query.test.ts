import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Spelled } from './coerce'
import { Problem, type Detail } from './problem'
import { parametersOf, readParams, readQuery } from './query'
import { brackets, camel, plain, type Spelling } from './spelling'

const day = z.iso.date('must be a date')
const query = z.strictObject({
  filter: z
    .strictObject({
      status: z
        .strictObject({ eq: z.enum(['a', 'b']), ne: z.enum(['a', 'b']), in: z.array(z.enum(['a', 'b'])) })
        .partial(),
      created_at: z.strictObject({ gte: day }).partial(),
      payout: z.strictObject({ amount: z.strictObject({ eq: z.number(), gt: z.number() }).partial() }).partial(),
    })
    .partial()
    .optional(),
  sort: z.array(z.enum(['id', '-id'])).default(['id']),
  page: z.strictObject({ number: z.int('must be a page').min(1, 'must be a page').default(1) }).prefault({}),
})

const bracketed = { query, dialect: { spelling: brackets } }
const read = (text: string) => readQuery(bracketed, new URLSearchParams(text))

function detailsOf(work: () => unknown): readonly Detail[] {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.details
    throw error
  }
  throw new Error('the input was accepted')
}

describe('Integr8’s spelling', () => {
  test.each([
    ['', { sort: ['id'], page: { number: 1 } }],
    ['filter[status]=a', { filter: { status: { eq: 'a' } } }],
    ['filter[status][eq]=a&filter[status][ne]=b', { filter: { status: { eq: 'a', ne: 'b' } } }],
    ['filter[status][in]=a,b', { filter: { status: { in: ['a', 'b'] } } }],
    ['filter[status][in]=a&filter[status][in]=b', { filter: { status: { in: ['a', 'b'] } } }],
    ['filter[created_at][gte]=2026-01-31', { filter: { created_at: { gte: '2026-01-31' } } }],
    ['filter[payout.amount][gt]=1.5&filter[payout.amount]=2', { filter: { payout: { amount: { gt: 1.5, eq: 2 } } } }],
    ['sort=-id&page[number]=3', { sort: ['-id'], page: { number: 3 } }],
  ])('reads ?%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  test.each([
    ['filter[status]=c', [{ field: 'filter[status]', message: 'must be a or b' }]],
    ['filter[status][eq]=c', [{ field: 'filter[status]', message: 'must be a or b' }]],
    [
      'filter[status][in]=a,c',
      [{ field: 'filter[status][in]', message: 'must be a comma-separated list in which each value must be a or b' }],
    ],
    ['filter[status]=a&filter[status][eq]=a', [{ field: 'filter[status]', message: 'must appear only once' }]],
    ['filter[payout.amount][gt]=x', [{ field: 'filter[payout.amount][gt]', message: 'must be a number' }]],
    ['filter[created_at][gte]=1', [{ field: 'filter[created_at][gte]', message: 'must be a date' }]],
    ['page[number]=0', [{ field: 'page[number]', message: 'must be a page' }]],
    ['page[number]=-1.5', [{ field: 'page[number]', message: 'must be a page' }]],
    [
      'page[number]=1%00',
      [{ field: 'page[number]', message: 'must not contain NUL characters or unpaired surrogates' }],
    ],
    [
      'filter[status][gt]=a',
      [
        {
          field: 'filter[status][gt]',
          message: expect.stringContaining('use filter[status], filter[status][eq], filter[status][ne]'),
        },
      ],
    ],
    [
      'filter[payout][gt]=1',
      [{ field: 'filter[payout][gt]', message: 'isn’t recognized; use filter[status], filter[payout.amount]' }],
    ],
    ['page=2', [{ field: 'page', message: 'isn’t recognized; use page[number]' }]],
    ['__proto__=2', [{ field: '__proto__', message: expect.stringContaining('isn’t recognized') }]],
    ['=1', [{ field: '""', message: expect.stringContaining('isn’t recognized') }]],
    [
      'limit=1&page[number]=x',
      [
        { field: 'limit', message: 'isn’t recognized; use filter[…], sort, page[…]' },
        { field: 'page[number]', message: 'must be a page' },
      ],
    ],
  ])('rejects ?%s and names each parameter', (text, expected) => {
    expect(detailsOf(() => read(text))).toEqual(expected)
  })

  test('documents each value as a parameter with its type', () => {
    const parameters = parametersOf(query, brackets)
    expect(parameters.map(({ names: [name], required }) => [name, required])).toEqual(
      [
        'filter[status]',
        'filter[status][ne]',
        'filter[status][in]',
        'filter[created_at][gte]',
        'filter[payout.amount]',
        'filter[payout.amount][gt]',
        'sort',
        'page[number]',
      ].map((name) => [name, false]),
    )
    expect(parameters.at(-1)?.schema).toMatchObject({ type: 'integer', minimum: 1, default: 1 })
    expect(parametersOf(query, brackets)).toBe(parameters)
  })

  test('anything or nothing is read, but never breaks', () => {
    const names = fc.oneof(
      fc.constantFrom(...parametersOf(query, brackets).flatMap(({ names: all }) => all)),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string({ unit: 'binary' })), { maxLength: 4 }), (entries) => {
        try {
          readQuery(bracketed, new URLSearchParams(entries))
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
        }
      }),
    )
  })
})

test('a missing part is named like the parameters in it', () => {
  const parts = z.strictObject({
    page: z.strictObject({ size: z.int(), after: z.string().optional(), number: z.int() }),
    filter: z.strictObject({ day: z.strictObject({ gte: day }) }),
  })
  const missing = (spelling: Spelling) =>
    detailsOf(() => readQuery({ query: parts, dialect: { spelling } }, new URLSearchParams())).map(
      ({ field, message }) => `${field} ${message}`,
    )
  expect(missing(brackets)).toEqual([
    'page[size] is required',
    'page[number] is required',
    'filter[day][gte] is required',
  ])
  expect(missing(plain)).toEqual(['page_size is required', 'page_number is required', 'filter_day_gte is required'])
  expect(missing(camel)).toEqual(['page.size is required', 'page.number is required', 'filter.day.gte is required'])
})

test('parameters that aren’t declared are refused, even if the schema isn’t strict', () => {
  const contract = { query: z.object({ page: z.int().default(1), q: z.string() }), dialect: { spelling: plain } }
  expect(readQuery(contract, new URLSearchParams('page=2&q=1'))).toEqual({ page: 2, q: '1' })
  expect(detailsOf(() => readQuery(contract, new URLSearchParams('q=1&other=x&other=y')))).toEqual([
    { field: 'other', message: 'isn’t recognized; use page, q' },
  ])
  expect(detailsOf(() => readQuery(contract, new URLSearchParams('page=2')))).toEqual([
    { field: 'q', message: 'is required' },
  ])
})

/** As Dub's documents spell it: `country=-DE,AT` for every country but these, and names in camelCase. */
const dashes: Spelling = {
  names: (path) => [path.join('_').replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())],
  field: (name) => name,
  whole: (path, { properties }) =>
    path.length === 1 && properties && 'not_in' in properties
      ? {
          schema: { type: 'string' },
          read: (text) => new Map<string, Spelled>([text.startsWith('-') ? ['not_in', text.slice(1)] : ['in', text]]),
        }
      : null,
}

test('a family can spell the same structure its own way', () => {
  const list = z.array(z.string().length(2, 'must be a country code'))
  const contract = {
    query: z.strictObject({
      country: z.strictObject({ in: list, not_in: list }).partial().optional(),
      page_size: z.int('must be a whole number').optional(),
    }),
    dialect: { spelling: dashes },
  }
  const given = (text: string) => readQuery(contract, new URLSearchParams(text))
  expect(given('country=-DE,AT&pageSize=5')).toEqual({ country: { not_in: ['DE', 'AT'] }, page_size: 5 })
  expect(given('country=DE')).toEqual({ country: { in: ['DE'] } })
  expect(detailsOf(() => given('country=-DE,Austria&pageSize=x&page_size=1'))).toEqual([
    { field: 'page_size', message: 'isn’t recognized; use country, pageSize' },
    { field: 'country', message: 'must be a comma-separated list in which each value must be a country code' },
    { field: 'pageSize', message: 'must be a whole number' },
  ])
  expect(parametersOf(contract.query, dashes).map(({ names: [name] }) => name)).toEqual(['country', 'pageSize'])
})

test('path parameters have types too', () => {
  const params = z.object({ id: z.int('must be a number'), slug: z.string() })
  expect(readParams({ params }, { id: '12', slug: '12' })).toEqual({ id: 12, slug: '12' })
  expect(detailsOf(() => readParams({ params }, { id: 'x', slug: '' }))).toEqual([
    { field: 'id', message: 'must be a number' },
  ])
})
