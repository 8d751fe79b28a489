import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '@/lib/testing/free-port'
import { NONCE_HEADER, protect } from './security-headers'

// Over HTTP: the headers a browser gets and, in the body, the ones a page gets.
let isDevelopment = false
const server = createServer((request, response) => {
  protect(request, response, isDevelopment)
  response.end(
    JSON.stringify({
      nonce: request.headers[NONCE_HEADER] ?? null,
      policy: request.headers['content-security-policy'] ?? null,
    }),
  )
})
let origin = ''
beforeAll(async () => {
  const port = await freePort()
  origin = `http://localhost:${port}`
  await new Promise<void>((resolve) => server.listen(port, resolve))
})
afterAll(() => void server.close())

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(origin + path, { headers })
  return {
    headers: response.headers,
    policy: response.headers.get('content-security-policy') ?? '',
    page: await response.json(),
  }
}

describe('pages', () => {
  test('get a policy with a fresh nonce, and receive the nonce', async () => {
    const answers = [await get('/overview'), await get('/overview')]
    const nonces = answers.map(({ policy }) => /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)?.[1])
    expect(new Set(nonces).size).toBe(2)
    expect(answers.map(({ page }) => page)).toEqual(
      answers.map(({ policy }, index) => ({ nonce: nonces[index], policy })),
    )
    for (const { policy } of answers) {
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe-eval')
      expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain('unsafe-inline')
    }
  })

  test('ignore a nonce or policy in the request’s headers', async () => {
    const { policy, page } = await get('/overview', {
      [NONCE_HEADER]: 'chosen',
      'content-security-policy': "script-src 'nonce-chosen'",
    })
    expect(policy).not.toContain('chosen')
    expect(page).toMatchObject({ policy })
    expect(
      await get('/api/app/overview', { [NONCE_HEADER]: 'chosen', 'content-security-policy-report-only': 'x' }),
    ).toMatchObject({ page: { nonce: null, policy: null } })
  })

  test('allow eval in development only', async () => {
    isDevelopment = true
    try {
      expect((await get('/overview')).policy).toContain('unsafe-eval')
    } finally {
      isDevelopment = false
    }
  })
})

test.each(['/api/v1/clicks', '/_next/static/x.js', '/api', '/api?x=/'])(
  '%s can’t load, run, or frame anything',
  async (path) => {
    expect((await get(path)).policy).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/)
  },
)

test.each(['/overview', '/api/v1/clicks', '/apiary', '/_next/nowhere'])(
  '%s has the other security headers',
  async (path) => {
    const { headers } = await get(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-frame-options')).toBe('DENY')
  },
)
