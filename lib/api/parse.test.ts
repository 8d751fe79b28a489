import { expect, test } from 'vitest'
import { z } from 'zod'
import { check } from './parse'
import { Problem, type Detail } from './problem'

function detailsOf(schema: z.ZodType, input: unknown): readonly Detail[] {
  try {
    check(schema, input)
  } catch (error) {
    if (error instanceof Problem) return error.details
    throw error
  }
  throw new Error('the input was accepted')
}

test('an unknown name gets the closest known names in the message', () => {
  const shape = {
    name: z.string(),
    'filter[status]': z.string(),
    'filter[status][ne]': z.string(),
    'filter[role]': z.string(),
    'page[size]': z.string(),
  }
  const schema = z.strictObject(shape).partial()
  expect(detailsOf(schema, { nam: 'x', sort: 'y' })).toEqual([
    { field: 'nam', message: 'isn’t recognized; use name, filter[…], page[…]' },
    { field: 'sort', message: 'isn’t recognized; use name, filter[…], page[…]' },
  ])
  expect(detailsOf(schema, { 'filter[state]': 'x' })).toEqual([
    { field: 'filter[state]', message: 'isn’t recognized; use filter[status], filter[role]' },
  ])
  expect(detailsOf(schema, { 'filter[status][gt]': 'x' })).toEqual([
    { field: 'filter[status][gt]', message: 'isn’t recognized; use filter[status], filter[status][ne]' },
  ])
  expect(detailsOf(schema, { 'page[sise]': 'x' })).toEqual([
    { field: 'page[sise]', message: 'isn’t recognized; use page[size]' },
  ])
  expect(detailsOf(schema, JSON.parse('{"__proto__":{"admin":true}}'))).toMatchObject([{ field: '__proto__' }])
})

test('text that PostgreSQL can’t store is rejected everywhere', () => {
  const message = 'must not contain NUL characters or unpaired surrogates'
  expect(detailsOf(z.object({ a: z.string() }), { a: 'x\0' })).toEqual([{ field: 'a', message }])
  expect(detailsOf(z.unknown(), { a: [{ b: '\ud800' }] })).toEqual([{ field: 'a.0.b', message }])
  expect(detailsOf(z.unknown(), { a: { 'x\0': 1 } })).toEqual([{ field: 'a', message }])
  expect(detailsOf(z.unknown(), 'x\0')).toEqual([{ field: 'body', message }])
  expect(check(z.unknown(), { a: '👋 \u0001' })).toEqual({ a: '👋 \u0001' })
})

test('deeply nested input is rejected', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
  expect(detailsOf(z.unknown(), deep)).toMatchObject([{ message: 'must not be nested more than 20 levels deep' }])
})

test('a value of the wrong type gets one reason', () => {
  const schema = z.strictObject({ list: z.array(z.string()).max(1), text: z.string().min(5) })
  expect(detailsOf(schema, { list: 'some text', text: ['a'] })).toEqual([
    { field: 'list', message: 'must be an array' },
    { field: 'text', message: 'must be a string' },
  ])
})

test('errors say what’s valid even if the schema has no message', () => {
  const schema = z.strictObject({
    a: z.string(),
    b: z.int().max(5),
    c: z.boolean(),
    d: z.array(z.string()).max(1),
    e: z.enum(['x', 'y', 'z']),
    f: z.string().min(2),
    g: z.strictObject({}),
    h: z.union([z.string(), z.number()]),
    i: z.discriminatedUnion('kind', [z.object({ kind: z.literal('bot') }), z.object({ kind: z.literal('proxy') })]),
  })
  expect(detailsOf(schema, { b: 6, c: 'yes', d: ['a', 'b'], e: 'w', f: '', g: { h: 1 }, h: true, i: {} })).toEqual([
    { field: 'a', message: 'is required' },
    { field: 'b', message: 'must be at most 5' },
    { field: 'c', message: 'must be true or false' },
    { field: 'd', message: 'must have at most 1 item' },
    { field: 'e', message: 'must be one of x, y, z' },
    { field: 'f', message: 'must be at least 2 characters long' },
    { field: 'g.h', message: 'isn’t recognized' },
    { field: 'h', message: 'must be a string or a number' },
    { field: 'i.kind', message: 'must be bot or proxy' },
  ])
  expect(detailsOf(schema, null)).toEqual([{ field: 'body', message: 'must be an object' }])
})
