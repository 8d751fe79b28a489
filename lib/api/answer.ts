import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import { toProblem } from './failure'
import type { Contract } from './contract'
import type { Detail, ProblemKind } from './problem'
import { readParams, readQuery } from './query'
import { operationOf } from './registry'
import { authorize, perform } from './serve'

export type Answer<T> =
  | { ok: true; data: T }
  | { ok: false; error: { kind: ProblemKind; message: string; details: readonly Detail[]; requestId: string } }

/** Calls an operation from a server component, with the same checks and response as over HTTP but without the round trip. */
export async function answer<R extends z.ZodType>(
  contract: Contract<z.ZodObject, z.ZodObject, z.ZodType, R>,
  caller: Caller,
  parameters: URLSearchParams,
  params: Record<string, string> = {},
): Promise<Answer<z.output<R>>> {
  const requestId = randomUUID()
  try {
    authorize(contract, caller)
    const input = {
      params: readParams(contract, params),
      query: readQuery(contract, parameters),
      body: undefined,
      from: caller.from,
    }
    const data = contract.response.parse(await perform(operationOf(contract), caller, input, 'page'))
    return { ok: true, data }
  } catch (error) {
    const { kind, message, details } = toProblem(error, requestId, contract.dialect)
    return { ok: false, error: { kind, message, details, requestId } }
  }
}
