import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { operations } from './registry'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Routes that are no operations: next-auth's own, and the document about the others. */
const OTHER_ROUTES = ['GET /api/auth/[...nextauth]', 'POST /api/auth/[...nextauth]', 'GET /api/openapi.json']

/** Every method of every route.ts below app/, with the operation it serves if it is one. */
async function servedRoutes() {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)route\.tsx?$/.test(file))
  const routes = await Promise.all(
    files.map(async (file) => {
      const handlers = z.record(z.string(), z.unknown()).parse(await import(join(process.cwd(), 'app', file)))
      const path = `/${file.replace(/\/route\.tsx?$/, '')}`
      return METHODS.filter((method) => handlers[method]).map((method) => ({ route: `${method} ${path}`, operation: operationOf(handlers[method]) }))
    }),
  )
  return routes.flat()
}

function operationOf(handler: unknown) {
  return operations.find((operation) => typeof handler === 'function' && 'operation' in handler && handler.operation === operation)
}

test('every route and the access it demands', async () => {
  const routes = await servedRoutes()
  const lines = routes.filter(({ operation }) => operation).map(({ route, operation }) => `${route} → ${operation?.access}${operation?.sessionOnly ? ' (browser only)' : ''}`)
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
      "PATCH /api/app/organization → organization:manage",
      "PATCH /api/app/profile → account:manage (browser only)",
      "PATCH /api/v2/publishers/[publisherID]/users/[publisherUserID] → publisherUsers:manage",
      "PATCH /api/v2/users/[userID] → users:manage",
      "POST /api/app/api-keys → keys:manage (browser only)",
      "POST /api/app/api-keys/[id]/rotate → keys:manage (browser only)",
      "POST /api/app/email-change → account:manage (browser only)",
      "POST /api/app/email-change/confirm → anyone",
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

test('every route is an operation of the registry at its path, or named here', async () => {
  const routes = await servedRoutes()
  const strangers = routes.filter(({ operation }) => !operation).map(({ route }) => route)
  expect(strangers.toSorted()).toEqual(OTHER_ROUTES.toSorted())
  for (const { route, operation } of routes) {
    if (operation) expect(route).toBe(`${operation.method} ${operation.path.replace(/\{(\w+)\}/g, '[$1]')}`)
  }
})

test('every operation is served', async () => {
  const served = (await servedRoutes()).map(({ operation }) => operation?.id)
  expect(operations.map(({ id }) => id).filter((id) => !served.includes(id))).toEqual([])
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
})
