import { randomUUID } from 'node:crypto'
import { METHOD_HEADER } from '@/lib/access/path'
import { preflight } from './cors'
import type { Dialect } from './dialect'
import { failure, toProblem } from './failure'
import type { Contract } from './contract'
import { Problem } from './problem'
import { listed } from './words'

type Method = Contract['method']
export type MethodHandlers = Record<Method | 'OPTIONS', (request: Request) => Promise<Response>>

/** The problem for an unsupported method, which lists the supported ones. */
export function methodNotAllowed(served: readonly Method[], method: string): Problem {
  return new Problem('method_not_allowed', `Use ${listed(served)} here, not ${method}.`, [], { Allow: allowOf(served) })
}

// Next.js answers HEAD from GET.
const allowOf = (served: readonly Method[]) =>
  ['OPTIONS', ...served, ...(served.includes('GET') ? ['HEAD'] : [])].join(', ')

/** Handlers for a route's unsupported methods, which answer 405 with the supported ones, and for OPTIONS, which lists them and answers preflights. */
export function otherMethods(dialect: Dialect, served: readonly Method[]): MethodHandlers {
  const refuse = async (method: string) => failure(dialect, methodNotAllowed(served, method), randomUUID())
  const other = ({ method }: Request) => refuse(method)
  const OPTIONS = async (request: Request) => {
    const hidden = request.headers.get(METHOD_HEADER)
    if (hidden !== null) return refuse(hidden)
    try {
      const headers = await preflight(dialect, served, request)
      headers.set('Allow', allowOf(served))
      return new Response(null, { status: 204, headers })
    } catch (error) {
      const requestId = randomUUID()
      return failure(dialect, toProblem(error, requestId, dialect), requestId)
    }
  }
  return { GET: other, POST: other, PUT: other, PATCH: other, DELETE: other, OPTIONS }
}
