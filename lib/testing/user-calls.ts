import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { z } from 'zod'
import { users } from '@/lib/api/v2/users'
import { send } from './api'
import type { World } from './world'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** An error of the API. */
export const problem = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string().min(1),
    details: z.array(z.strictObject({ field: z.string(), message: z.string() })),
  }),
})

/** Requests about users, as the admin of the current test's world. */
export function userCalls(world: () => World) {
  /** Headers for the admin in a browser, without their key. */
  const asBrowser = () => ({ 'API-KEY': '', cookie: world().admin.cookie, origin: 'http://localhost:3000' })

  async function ask(
    method: Method,
    url: string,
    body?: unknown,
    options: { headers?: Record<string, string>; status?: number } = {},
  ) {
    const reply = await send(method, url, { headers: { 'API-KEY': world().admin.key, ...options.headers }, body })
    expect(reply.status, JSON.stringify(reply.body)).toBe(options.status ?? 200)
    return reply.body
  }

  const list = async (query = '') => users.list.contract.response.parse(await ask('GET', `/api/v2/users${query}`))
  const get = async (id: string) => users.read.contract.response.parse(await ask('GET', `/api/v2/users/${id}`)).data
  const create = async (body: Record<string, unknown>) =>
    users.create.contract.response.parse(
      await ask('POST', '/api/v2/users', {
        email: `${randomUUID()}@example.com`,
        password: 'S3cur3P@ssw0rd!',
        role: 'accountManager',
        ...body,
      }),
    ).created_item_id

  async function refused(
    method: Method,
    url: string,
    status: number,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    return problem.parse(await ask(method, url, body, { status, headers })).error
  }
  return { asBrowser, ask, list, get, create, refused }
}

/** The document's own request samples. */
export const sampleToCreate = {
  city: 'New York',
  country: 'US',
  email: 'jane.doe@example.com',
  first_name: 'Jane',
  last_name: 'Doe',
  password: 'S3cur3P@ssw0rd!',
  phone: '+1-555-0100',
  role: 'accountManager',
  timezone: 'America/New_York',
}
export const sampleToUpdate = {
  advertiser_manager_access: 'Global',
  api_access_enabled: true,
  city: 'New York',
  country: 'US',
  email: 'jane.roe@example.com',
  first_name: 'Jane',
  is_advertiser_manager: false,
  is_publisher_manager: false,
  last_name: 'Roe',
  password: 'An0therP@ssw0rd!',
  phone: '+1-555-0100',
  publisher_manager_access: 'Global',
  role: 'accountManager',
  status: 'Active',
  timezone: 'America/New_York',
}
