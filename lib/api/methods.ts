import { randomUUID } from 'node:crypto'
import { METHOD_HEADER } from '@/lib/access/path'
import { preflight } from './cors'
import type { Dialect } from './dialect'
import { failure, toProblem } from './failure'
import type { Contract } from './contract'
import { Problem } from './problem'
import { listed } from './words'

type Method = Contract['method']

/** The problem for an unsupported method, which lists the supported ones. */
export function methodNotAllowed(served: readonly Method[], method: string): Problem {
  return new Problem('method_not_allowed', `Use ${listed(served)} here, not ${method}.`, [], { Allow: allowOf(served) })
}

// Next.js answers HEAD from GET.
const allowOf = (served: readonly Method[]) =>
  ['OPTIONS', ...served, ...(served.includes('GET') ? ['HEAD'] : [])].join(', ')

/** Refuses an unsupported method with the supported ones. */
export async function refuseMethod(
  dialect: Dialect,
  served: readonly Method[],
  { method }: Pick<Request, 'method'>,
): Promise<Response> {
  return failure(dialect, methodNotAllowed(served, method), randomUUID())
}

/** Answers OPTIONS with the supported methods, and preflights. The server passes on methods that Next.js doesn't know as OPTIONS, too. */
export async function answerOptions(
  dialect: Dialect,
  served: readonly Method[],
  request: Request,
  isForAll = false,
): Promise<Response> {
  const hidden = request.headers.get(METHOD_HEADER)
  if (hidden !== null) return refuseMethod(dialect, served, { method: hidden })
  try {
    const headers = await preflight(dialect, served, request, isForAll)
    headers.set('Allow', allowOf(served))
    return new Response(null, { status: 204, headers })
  } catch (error) {
    const requestId = randomUUID()
    return failure(dialect, toProblem(error, requestId, dialect), requestId)
  }
}
