import { operations } from '@/lib/api/registry'
import type { Contract } from '@/lib/api/contract'
import { serve } from '@/lib/api/serve'

export type Reply = { status: number; headers: Headers; body: unknown }

/** Sends a request to the operation's route handler, as Next.js does. */
export async function send(
  method: Contract['method'],
  url: string,
  options: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Reply> {
  const target = new URL(url, 'http://localhost:3000')
  for (const operation of operations) {
    const params = match(operation.contract.path, target.pathname)
    if (operation.contract.method !== method || !params) continue
    const handler = serve(operation)[method]
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
    const response = await handler(request, { params: Promise.resolve(params) })
    // text() would drop a byte order mark.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
    }
  }
  throw new Error(`There's no operation ${method} ${target.pathname}`)
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const values = new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path)
  return values
    ? Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index + 1] ?? '')]))
    : undefined
}
