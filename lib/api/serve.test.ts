import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineContract } from './contract'
import { product } from './dialect'
import { handle } from './operation'
import { perform } from './serve'

const greeting = defineContract({
  id: 'greeting',
  method: 'GET',
  path: '/api/app/greeting',
  dialect: product,
  access: 'anyone',
  tags: [],
  summary: 'Greet',
  response: z.object({ hello: z.string(), at: z.object({ day: z.string() }).optional() }),
})
const input = { params: {}, query: {}, body: undefined, from: { address: '', userAgent: '' } }
const performed = (answer: z.input<typeof greeting.response>) =>
  perform(
    handle(greeting, async () => answer),
    null,
    input,
    'api',
  )

test('an answer has no fields that the contract doesn’t declare', async () => {
  const declared = { hello: 'world', at: { day: 'today' } }
  const withMore = { ...declared, at: { day: 'today', internal: null } }
  await expect(performed(declared)).resolves.toEqual(declared)
  await expect(performed({ hello: 'world', at: undefined })).resolves.toEqual({ hello: 'world' })
  await expect(performed(withMore)).rejects.toThrow('greeting responds with undeclared fields')
})
