import { TooManyAttempts } from '@/lib/access/attempts'
import { Refused, type RefusalKind } from '@/lib/identity/refused'
import { isAway, isDiskFull } from '@/lib/database/away'
import { AWAY, RETRY_AFTER } from './away'
import type { Dialect } from './dialect'
import { Problem } from './problem'
import { waitInWords } from './words'

/** Headers of every API response. */
export const headersOf = (requestId: string) =>
  new Headers({ 'X-Request-Id': requestId, 'Cache-Control': 'private, no-store' })

/** Renders a failure in the dialect's format. */
export function failure(
  dialect: Dialect,
  problem: Problem,
  requestId: string,
  headers = headersOf(requestId),
): Response {
  for (const [name, value] of Object.entries(problem.headers)) headers.set(name, value)
  return Response.json(dialect.renderError(problem, requestId), { status: dialect.statuses[problem.kind], headers })
}

/** Turns any error into a Problem. The details of unexpected errors only go to the log, under the same ID. */
export function toProblem(error: unknown, requestId: string, dialect: Dialect): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Refused)
    return error.field === null
      ? new Problem(error.kind, error.message)
      : refusedField(error.kind, error.field, error.message, dialect)
  if (error instanceof TooManyAttempts) {
    return new Problem('rate_limited', `Too many attempts. Try again in ${waitInWords(error.seconds)}.`, [], {
      'Retry-After': String(error.seconds),
    })
  }
  if (isAway(error)) {
    const text = isDiskFull(error)
      ? 'The server’s disk is full, so this couldn’t be saved, and nothing changed. Try again once there’s space.'
      : AWAY
    console.error(
      `request ${requestId} failed: PostgreSQL is away: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)}`,
    )
    return new Problem('unavailable', text, [], { 'Retry-After': RETRY_AFTER })
  }
  console.error(`request ${requestId} failed:`, error)
  return new Problem(
    'internal',
    `The server hit an unexpected error. If it happens again, send your admin this ID: ${requestId}.`,
  )
}

/** lib/access and lib/catalog name fields in camelCase. Dialects have their own names for them. */
function refusedField(kind: RefusalKind, name: string, message: string, { spelling }: Dialect): Problem {
  const field = spelling.field(name)
  return new Problem(kind, `${field}: ${message}`, [{ field, message }])
}
