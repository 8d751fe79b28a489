import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { METHOD_HEADER } from '@/lib/access/path'
import { operations } from './registry'
import { respondUnknown } from './serve'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Routes that aren't operations: next-auth, the OpenAPI document, and the 404 for everything else. */
const OTHER_ROUTES: Readonly<Record<string, readonly string[]>> = {
  'api/auth/[...nextauth]': [...METHODS, 'OPTIONS'],
  'api/openapi.json': [...METHODS, 'OPTIONS'],
  'api/[[...path]]': [...METHODS, 'OPTIONS'],
}

const routeHandler = z.custom<(request: Request) => Promise<Response>>((value) => typeof value === 'function')

const exportsOf = async (folder: string) =>
  z.record(z.string(), z.unknown()).parse(await import(join(process.cwd(), 'app', folder, 'route')))

/** Every route.ts under app/ that serves operations, with its exported handlers. */
async function routeFiles() {
  const folders = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .map((file) => file.replace(/\/route\.tsx?$/, ''))
    .filter((folder) => !Object.hasOwn(OTHER_ROUTES, folder))
  return Promise.all(
    folders.map(async (folder) => ({
      path: `/${folder}`,
      handlers: z.record(z.string(), routeHandler).parse(await exportsOf(folder)),
    })),
  )
}

/** Every served method, with its operation. */
async function servedRoutes() {
  const files = await routeFiles()
  return files.flatMap(({ path, handlers }) =>
    METHODS.flatMap((method) => {
      const operation = operationOf(handlers[method])
      return operation ? [{ route: `${method} ${path}`, contract: operation.contract }] : []
    }),
  )
}

function operationOf(served: unknown) {
  return operations.find(
    (operation) => typeof served === 'function' && 'operation' in served && served.operation === operation,
  )
}

test('every route requires the expected access', async () => {
  const routes = await servedRoutes()
  const lines = routes.map(
    ({ route, contract }) => `${route} → ${contract.access}${contract.sessionOnly ? ' (browser only)' : ''}`,
  )
  expect(lines.toSorted()).toMatchInlineSnapshot(`
    [
      "DELETE /api/app/api-keys/[id] → keys:manage (browser only)",
      "DELETE /api/app/sessions → account:manage (browser only)",
      "DELETE /api/app/sessions/[id] → account:manage (browser only)",
      "DELETE /api/v2/publishers/[publisherID]/users/[publisherUserID] → publisherUsers:manage",
      "DELETE /api/v2/users/[userID] → users:manage",
      "GET /api/app/api-keys → keys:manage (browser only)",
      "GET /api/app/audit → audit:read",
      "GET /api/app/audit/export → audit:read",
      "GET /api/app/clicks/[id] → clicks:read",
      "GET /api/app/clicks/daily → clicks:read",
      "GET /api/app/clicks/events → clicks:read",
      "GET /api/app/organization → organization:manage",
      "GET /api/app/overview → clicks:read",
      "GET /api/app/profile → account:manage (browser only)",
      "GET /api/app/publishers → publishers:read",
      "GET /api/app/publishers/[id] → publishers:read",
      "GET /api/app/publishers/directory → publishers:read",
      "GET /api/app/second-factor → account:manage (browser only)",
      "GET /api/app/sessions → account:manage (browser only)",
      "GET /api/app/values → clicks:read",
      "GET /api/v1/clicks → clicks:read",
      "GET /api/v2/publishers/[publisherID]/users → publisherUsers:read",
      "GET /api/v2/publishers/[publisherID]/users/[publisherUserID] → publisherUsers:read",
      "GET /api/v2/users → users:read",
      "GET /api/v2/users/[userID] → users:read",
      "PATCH /api/app/api-keys/[id] → keys:manage (browser only)",
      "PATCH /api/app/organization → organization:manage",
      "PATCH /api/app/profile → account:manage (browser only)",
      "PATCH /api/v2/publishers/[publisherID]/users/[publisherUserID] → publisherUsers:manage",
      "PATCH /api/v2/users/[userID] → users:manage",
      "POST /api/app/api-keys → keys:manage (browser only)",
      "POST /api/app/api-keys/[id]/rotate → keys:manage (browser only)",
      "POST /api/app/email-change → account:manage (browser only)",
      "POST /api/app/email-change/confirm → anyone",
      "POST /api/app/email-change/undo → anyone",
      "POST /api/app/invitation → anyone",
      "POST /api/app/password → account:manage (browser only)",
      "POST /api/app/password-reset → anyone",
      "POST /api/app/password-reset/confirm → anyone",
      "POST /api/app/second-factor → account:manage (browser only)",
      "POST /api/app/second-factor/confirm → account:manage (browser only)",
      "POST /api/app/second-factor/disable → account:manage (browser only)",
      "POST /api/app/second-factor/recovery-codes → account:manage (browser only)",
      "POST /api/app/setup → anyone",
      "POST /api/app/sign-in-link → anyone",
      "POST /api/app/users/[userID]/invite → publisherUsers:manage",
      "POST /api/app/users/[userID]/reset-second-factor → publisherUsers:manage",
      "POST /api/app/users/[userID]/sign-out → publisherUsers:manage",
      "POST /api/v2/publishers/[publisherID]/users → publisherUsers:manage",
      "POST /api/v2/users → users:manage",
    ]
  `)
})

test('every route serves operations from the registry, at their declared paths', async () => {
  for (const { route, contract } of await servedRoutes())
    expect(route).toBe(`${contract.method} ${contract.path.replace(/\{(\w+)\}/g, '[$1]')}`)
})

test('routes that aren’t operations export the expected methods', async () => {
  for (const [folder, methods] of Object.entries(OTHER_ROUTES)) {
    const exported = Object.keys(await exportsOf(folder)).filter((name) => name === name.toUpperCase())
    expect(exported.toSorted(), folder).toEqual(methods.toSorted())
  }
})

test('every operation is served', async () => {
  const served = (await servedRoutes()).map(({ contract }) => contract.id)
  expect(operations.map(({ contract: { id } }) => id).filter((id) => !served.includes(id))).toEqual([])
  expect(new Set(operations.map(({ contract: { id } }) => id)).size).toBe(operations.length)
})

test('every route answers an unsupported method with the supported ones', async () => {
  for (const { path, handlers } of await routeFiles()) {
    const ask = (method: string) =>
      routeHandler.parse(handlers[method])(new Request(`http://localhost:3000${path}`, { method }))
    const served = METHODS.filter((method) => operationOf(handlers[method]))
    expect(served, path).not.toEqual([])
    for (const method of METHODS.filter((one) => !served.includes(one))) {
      const response = await ask(method)
      expect(response.status, `${method} ${path}`).toBe(405)
      expect(
        response.headers
          .get('allow')
          ?.split(', ')
          .filter((name) => name !== 'HEAD' && name !== 'OPTIONS')
          .toSorted(),
      ).toEqual(served.toSorted())
      expect(await response.json()).toMatchObject({
        error: { code: 'method_not_allowed', message: expect.stringContaining(method) },
      })
    }
    const options = await ask('OPTIONS')
    expect([options.status, options.headers.get('access-control-allow-origin')]).toEqual([204, null])
    // The server passes on a method that Next.js doesn't know like this.
    const request = new Request(`http://localhost:3000${path}`, {
      method: 'OPTIONS',
      headers: { [METHOD_HEADER]: 'PROPFIND' },
    })
    const unknown = await routeHandler.parse(handlers.OPTIONS)(request)
    expect([unknown.status, unknown.headers.get('allow')]).toEqual([405, options.headers.get('allow')])
    expect(await unknown.json()).toMatchObject({
      error: { code: 'method_not_allowed', message: expect.stringContaining('PROPFIND') },
    })
  }
})

test('an unknown path gets a 404 in its API family’s format', async () => {
  const ask = async (path: string) => {
    const response = await respondUnknown(new Request(`http://localhost:3000${path}`))
    expect(response.status).toBe(404)
    return response.json()
  }
  expect(await ask('/api/v2/nope')).toEqual({
    error: { code: 'not_found', message: expect.stringContaining('/api/v2/nope'), details: [] },
  })
  expect(await ask('/api/v1/nope')).toMatchObject({ error: { code: 'not_found', request_id: expect.any(String) } })
  expect(await ask('/api')).toMatchObject({ error: { code: 'not_found' } })
})
