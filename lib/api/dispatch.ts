import { isOpen } from './cors'
import { matcherOf } from './match'
import { answerOptions, refuseMethod } from './methods'
import { operations } from './registry'
import { respond, respondUnknown } from './serve'

/** Finds the operations at a path. */
export const match = matcherOf(operations)

/** Answers any request to the API: the one route handler of all operations. */
export async function dispatch(request: Request): Promise<Response> {
  const found = match(new URL(request.url).pathname)
  const [first] = found?.operations.values() ?? []
  if (!found || !first) return respondUnknown(request)
  const { dialect } = first.contract
  if (request.method === 'OPTIONS') {
    const isForAll = [...found.operations.values()].every(({ contract }) => isOpen(contract))
    return answerOptions(dialect, found.methods, request, isForAll)
  }
  // Next.js drops the body of an answer to HEAD.
  const operation = found.operations.get(request.method === 'HEAD' ? 'GET' : request.method)
  return operation ? respond(operation, request, found.params) : refuseMethod(dialect, found.methods, request)
}
