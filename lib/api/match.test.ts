import { expect, test } from 'vitest'
import { contracts } from './registry'
import { matcherOf } from './match'

const served = (method: 'GET' | 'POST' | 'PATCH', path: string) => ({ contract: { method, path } })
const things = served('GET', '/api/things')
const create = served('POST', '/api/things')
const thing = served('GET', '/api/things/{id}')
const directory = served('GET', '/api/things/directory')
const parts = served('GET', '/api/things/{id}/parts/{partID}')
const match = matcherOf([thing, parts, directory, things, create])

test.each([
  ['/api/things', things, {}],
  ['/api/things/7', thing, { id: '7' }],
  ['/api/things/directory', directory, {}],
  ['/api/things/directory/parts/1', parts, { id: 'directory', partID: '1' }],
  ['/api/things/a%2Fb/parts/%7Bx%7D', parts, { id: 'a/b', partID: '{x}' }],
  ['/api/things/%C3%BC', thing, { id: 'ü' }],
  ['/api/things/%zz', thing, { id: '%zz' }],
  ['/api/things/__proto__', thing, { id: '__proto__' }],
] as const)('finds what’s served at %s', (path, operation, params) => {
  const found = match(path)
  expect(found?.operations.get('GET')).toBe(operation)
  expect(found?.params).toEqual(params)
})

test('finds every method of a path', () => {
  expect(match('/api/things')?.methods).toEqual(['GET', 'POST'])
  expect(match('/api/things')?.operations.get('POST')).toBe(create)
  expect(match('/api/things')?.operations.get('DELETE')).toBeUndefined()
})

test.each([
  '',
  '/',
  '/api',
  '/api/thing',
  '/api/Things',
  '/api/things/',
  '/api/things//parts/1',
  '/api/things/7/parts',
  '/api/things/7/parts/1/x',
  '/api/th%69ngs',
  'api/things',
])('finds nothing at "%s"', (path) => {
  expect(match(path)).toBeUndefined()
})

test('refuses operations that nobody could tell apart', () => {
  expect(() => matcherOf([things, served('GET', '/api/things')])).toThrow('two operations serve GET /api/things')
  expect(() => matcherOf([thing, served('PATCH', '/api/things/{thingID}')])).toThrow('are the same path')
})

test('finds every operation at its own path', () => {
  const inRegistry = matcherOf(contracts.map((contract) => ({ contract })))
  for (const contract of contracts)
    expect(inRegistry(contract.path)?.operations.get(contract.method)?.contract).toBe(contract)
})
