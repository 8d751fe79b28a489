import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineContract } from './contract'
import { product } from './dialect'

const thing = {
  id: 'changeThing',
  path: '/api/app/things/{id}',
  dialect: product,
  access: 'anyone',
  tags: [],
  summary: 'Change a thing',
  response: z.object({}),
} as const

test.each([
  ['GET', { readOnly: true, destructive: false, idempotent: true }],
  ['POST', { readOnly: false, destructive: false, idempotent: false }],
  ['PUT', { readOnly: false, destructive: false, idempotent: true }],
  ['PATCH', { readOnly: false, destructive: false, idempotent: false }],
  ['DELETE', { readOnly: false, destructive: true, idempotent: true }],
] as const)('the tool of an operation follows from its declaration: %s', (method, hints) => {
  const { tool } = defineContract({ ...thing, method })
  expect(tool).toEqual({ name: 'changeThing', description: 'Change a thing', ...hints })
})

test('a contract can say more about its tool', () => {
  const { tool } = defineContract({
    ...thing,
    method: 'POST',
    description: 'Things have colors.',
    tool: { name: 'paint_thing', idempotent: true },
  })
  expect(tool).toEqual({
    name: 'paint_thing',
    description: 'Change a thing. Things have colors.',
    readOnly: false,
    destructive: false,
    idempotent: true,
  })
})
