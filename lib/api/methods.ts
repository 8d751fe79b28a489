import { randomUUID } from 'node:crypto'
import { METHOD_HEADER } from '../access/path'
import { preflight } from './cors'
import type { Dialect } from './dialect'
import { failure, toProblem } from './failure'
import type { Operation } from './operation'
import { Problem } from './problem'
import { listed } from './words'

type Method = Operation['method']
export type MethodHandlers = Record<Method | 'OPTIONS', (request: Request) => Promise<Response>>

/** The problem of a method that isn't served, with those that are. */
export function methodNotAllowed(served: readonly Method[], method: string): Problem {
  return new Problem('method_not_allowed', `Use ${listed(served)} here, not ${method}.`, [], { Allow: allowOf(served) })
}

// Next.js answers HEAD with what GET says.
const allowOf = (served: readonly Method[]) => ['OPTIONS', ...served, ...(served.includes('GET') ? ['HEAD'] : [])].join(', ')

/** Handlers that a route has for the methods it doesn't serve: 405 with those it does. OPTIONS lists them, and lets pages of other sites ask. */
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
      return failure(dialect, toProblem(error, requestId), requestId)
    }
  }
  return { GET: other, POST: other, PUT: other, PATCH: other, DELETE: other, OPTIONS }
}
