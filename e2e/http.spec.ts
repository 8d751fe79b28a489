import { connect } from 'node:net'
import { demo, expect, publisher, signIn, test } from './demo'

// Requests that browsers don't send and Next.js doesn't expect. lib/front/front.test.ts covers which requests reach Next.js at all.

/** Sends raw text and reads until the server closes the connection. */
function exchange(base: string | undefined, text: string): Promise<string> {
  const { hostname, port } = new URL(base ?? '')
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(Number(port), hostname)
    socket.setEncoding('latin1').on('data', (chunk: string) => (received += chunk))
    socket.on('close', () => resolve(received)).on('error', reject)
    socket.write(text, 'latin1')
  })
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'] as const
const paths = [
  { path: '/t/click', serves: ['GET', 'HEAD'] },
  { path: '/sign-in', serves: ['GET', 'HEAD'] },
  { path: '/overview', serves: ['GET', 'HEAD'] },
  { path: '/nowhere', serves: ['GET', 'HEAD'] },
  { path: '/icon.svg', serves: ['GET', 'HEAD'] },
  { path: '/_next/static/nowhere.js', serves: ['GET', 'HEAD'] },
  { path: '/api/v1/clicks', serves: ['OPTIONS', 'GET', 'HEAD'] },
  { path: '/api/v2/users', serves: ['OPTIONS', 'GET', 'POST', 'HEAD'] },
  { path: '/api/openapi.json', serves: ['OPTIONS', 'GET', 'HEAD'] },
  { path: '/api/auth/session', serves: ['OPTIONS', 'GET', 'HEAD'] },
]

async function reply(
  base: string | undefined,
  method: string,
  path: string,
): Promise<{ status: number; allow: string[] | undefined }> {
  const text = await exchange(base, `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]),
    allow: /^allow: (.*)\r$/im.exec(text)?.[1]?.split(', ').toSorted(),
  }
}

for (const { path, serves } of paths) {
  test(`${path} serves ${serves.join(', ')} and returns 405 for other methods`, async ({ baseURL }) => {
    const answers = new Map<string, number>()
    for (const method of methods) {
      const { status, allow } = await reply(baseURL, method, path)
      answers.set(method, status)
      if (serves.includes(method)) expect([method, status === 405 || status >= 500]).toEqual([method, false])
      else expect([method, status, allow]).toEqual([method, 405, serves.toSorted()])
    }
    if (serves.includes('GET')) expect(answers.get('HEAD')).toBe(answers.get('GET'))
  })
}

test('endpoints for our own forms reject GET and HEAD', async ({ baseURL }) => {
  for (const path of ['/api/auth/callback/credentials', '/api/auth/callback/link']) {
    for (const method of ['GET', 'HEAD'])
      expect(await reply(baseURL, method, path)).toEqual({ status: 405, allow: ['OPTIONS', 'POST'] })
  }
})

test('a click redirects in every form that HTTP allows', async ({ baseURL }) => {
  const { pathname, search } = new URL(publisher(0).trackingUrl)
  for (const lines of [
    `GET http://elsewhere.example${pathname}${search} HTTP/1.1\r\nHost: localhost`,
    `GET ${pathname}${search} HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, close`,
    `GET ${pathname}${search} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}GET /t HTTP/1.1\r\nHost: localhost`,
  ]) {
    // The second request closes the connection.
    expect(
      await exchange(baseURL, `${lines}\r\n\r\nGET /t HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    ).toMatch(/^(HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 302 /)
  }
})

test('redirects don’t echo an absolute target, and * gets a proper response', async ({ baseURL }) => {
  const ask = (line: string) =>
    exchange(
      baseURL,
      `${line} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n`,
    )
  for (const path of ['/overview', '/', '/sign-in', '/foo//bar', '/overview/'])
    expect(await ask(`GET http://evil.example${path}`), path).not.toMatch(/^location: .*evil/im)
  expect(await ask('OPTIONS *')).toMatch(/^HTTP\/1\.1 204 /)
  expect(await ask('GET *')).toMatch(/^HTTP\/1\.1 400 /)
})

test('the API receives the whole body, and rejects one that’s too long with its own error', async ({ baseURL }) => {
  const head = `POST /api/v2/users HTTP/1.1\r\nHost: localhost\r\nAPI-KEY: ${demo().admin.apiKey}\r\nContent-Type: application/json\r\n`
  const chunked = await exchange(
    baseURL,
    `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{"\r\n3\r\na":\r\n3\r\n"1}\r\n0\r\n\r\n`,
  )
  expect(chunked).toMatch(/^HTTP\/1\.1 400 [^]*"code":"bad_request","message":"The body isn\S+ valid JSON/)
  const fields = await exchange(baseURL, `${head}Content-Length: 7\r\nConnection: close\r\n\r\n{"a":1}`)
  expect(fields).toMatch(/^HTTP\/1\.1 400 [^]*"field":"a"/)
  const long = await exchange(baseURL, `${head}Content-Length: 3000000\r\n\r\n${' '.repeat(3_000_000)}`)
  expect(long).toMatch(/^HTTP\/1\.1 413 [^]*Connection: close[^]*"code":"payload_too_large"/)
})

test('no route fetches the server’s own pages for strangers', async ({ request }) => {
  expect((await request.get('/_next/image?url=%2F&w=64&q=75')).status()).toBe(404)
})

test('a page or record that doesn’t exist, or that the user can’t see, has status 404', async ({ page }) => {
  const statusOf = async (path: string) => {
    const found = await page.request.get(path)
    return [path, found.status(), (await found.text()).includes('Page not found')]
  }
  await signIn(page, demo().admin)
  for (const path of ['/nowhere', '/publishers/999', '/publishers/nobody', '/publishers/1/nothing', '/settings'])
    expect(await statusOf(path)).toEqual([path, 404, true])
  for (const path of ['/publishers', '/publishers/1', '/users', '/audit', '/settings/organization'])
    expect((await statusOf(path)).slice(0, 2)).toEqual([path, 200])
  await signIn(page, publisher(0))
  for (const path of ['/publishers', '/publishers/1', '/users', '/audit', '/settings/organization'])
    expect(await statusOf(path)).toEqual([path, 404, true])
})
