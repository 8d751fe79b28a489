import type { Contract } from '@/lib/api/contract'
import { dispatch, match } from '@/lib/api/dispatch'

export type Reply = { status: number; headers: Headers; body: unknown }

/** Sends a request to an operation, as Next.js does. */
export async function send(
  method: Contract['method'],
  url: string,
  options: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Reply> {
  const target = new URL(url, 'http://localhost:3000')
  // A typo in a test shouldn't look like an operation that answers 404.
  if (!match(target.pathname)?.operations.has(method))
    throw new Error(`There's no operation ${method} ${target.pathname}`)
  const request = new Request(target, {
    method,
    headers: {
      host: target.host,
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  })
  const response = await dispatch(request)
  // text() would drop a byte order mark.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
  }
}
