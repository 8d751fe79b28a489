import type { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import type { Origin } from '@/lib/identity/origin'
import type { Access, Contract } from './contract'

/** An API operation: its contract, and what it does. */
export type Operation<C extends Contract = Contract> = {
  contract: C
  run(caller: Caller | null, input: Input<C['params'], C['query'], C['body']>): Promise<z.input<C['response']>>
}

export type Input<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = {
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  /** Known even if nobody is signed in. */
  from: Origin
  /** The If-Match header: lib/api/if-match.ts. */
  ifMatch?: string | null
  /** The Accept-Language header, as clicks have it. */
  acceptLanguage?: string | null
}

/** Connects a contract with its handler, which always gets a caller unless `access` is `anyone`. */
export function handle<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
  A extends Access,
>(
  contract: Contract<P, Q, B, R, A>,
  run: (caller: A extends 'anyone' ? Caller | null : Caller, input: Input<P, Q, B>) => Promise<z.input<R>>,
): Operation<Contract<P, Q, B, R, A>> {
  return { contract, run }
}
