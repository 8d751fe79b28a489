import { afterEach, expect, test, vi } from 'vitest'
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '@/lib/api/app/api-keys.contract'
import { listPublisherChoices } from '@/lib/api/app/publishers.contract'
import { call } from './call'
import { ProblemError } from './problem'

/** Answers the next request, and says what it was. */
function answering(status: number, body?: unknown) {
  const requests: { url: string; init: RequestInit | undefined }[] = []
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    requests.push({ url, init })
    return Promise.resolve(
      body === undefined
        ? new Response(null, { status })
        : Response.json(body, { status, headers: { 'x-request-id': '7' } }),
    )
  })
  return requests
}
afterEach(() => vi.unstubAllGlobals())

const id = '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'
const apiKey = {
  id,
  name: 'One',
  prefix: 'trb',
  access: [],
  allowedOrigins: [],
  createdAt: '2026-01-01T00:00:00Z',
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
  replacedById: null,
}

test('a call follows its contract: method, path, query, and body', async () => {
  const rotated = answering(201, { key: 'secret', apiKey })
  expect((await call(rotateApiKey, { params: { id }, body: { overlap_hours: 1 } })).key).toBe('secret')
  expect(rotated).toEqual([
    {
      url: `/api/app/api-keys/${id}/rotate`,
      init: { method: 'POST', body: '{"overlap_hours":1}', headers: { 'content-type': 'application/json' } },
    },
  ])

  const listed = answering(200, { publishers: [] })
  await call(listPublisherChoices, { query: { q: 'a&b' } })
  await call(listPublisherChoices, { query: 'q=a' })
  await call(listPublisherChoices, {})
  expect(listed.map(({ url }) => url)).toEqual([
    '/api/app/publishers?q=a%26b',
    '/api/app/publishers?q=a',
    '/api/app/publishers',
  ])

  const revoked = answering(204)
  expect(await call(revokeApiKey, { params: { id: 'a/b' } })).toBeUndefined()
  expect(revoked).toEqual([{ url: '/api/app/api-keys/a%2Fb', init: { method: 'DELETE' } }])
})

test('an answer that doesn’t match the contract means that the page is outdated', async () => {
  answering(200, { keys: [] })
  await expect(call(listApiKeys, {})).rejects.toMatchObject({ problem: { code: 'unexpected_answer', requestId: '7' } })
})

test('a refusal becomes a problem with its details', async () => {
  const details = [{ field: 'name', message: 'must not be empty' }]
  answering(400, { error: { code: 'bad_request', message: 'name: must not be empty', details } })
  const refused = call(createApiKey, { body: { name: '' } })
  await expect(refused).rejects.toThrow(ProblemError)
  await expect(refused).rejects.toMatchObject({ problem: { status: 400, code: 'bad_request', details } })
})

test('the compiler knows what a contract takes', () => {
  // Never called: only its types count.
  const wrong = () => {
    // @ts-expect-error -- the ID is missing
    void call(revokeApiKey, {})
    // @ts-expect-error -- the name is missing
    void call(createApiKey, { body: {} })
    // @ts-expect-error -- there's no such parameter
    void call(listPublisherChoices, { query: { search: 'x' } })
  }
  expect(wrong).toBeTypeOf('function')
})
