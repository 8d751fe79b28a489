import { expect } from 'vitest'
import { send } from './api'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
export type Options = { status?: number; headers?: Record<string, string> }

/** Calls an operation under /api/v2 with a key, and expects a status. @returns the response's body */
export async function askV2(key: string, method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, headers } = options
  const reply = await send(method, `/api/v2/${path}`, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBe(status)
  return reply.body
}

/** What an error says about one field. */
export const faultOf = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})
/** What an error says that isn't about a field. */
export const refusalThat = (message: RegExp) => ({ error: { message: expect.stringMatching(message) } })
