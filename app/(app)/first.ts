import type { z } from 'zod'
import type { Labels } from '@/components/filters/labels'
import { filterOf, question, valuesQuestion, type QuestionKind } from '@/components/url/url-state'
import type { First } from '@/components/api/use-answer'
import type { Caller } from '@/lib/identity/caller'
import { answer } from '@/lib/api/answer'
import { filterValues } from '@/lib/api/app/values.contract'
import type { Contract } from '@/lib/api/contract'
import { statuses } from '@/lib/api/dialect'
import { declarationOf, eventMenu } from '@/lib/reports/dimensions'

/** Answers the URL's question for the first paint. Includes the question, so the browser knows what its copy answers. */
export async function firstAnswer<R extends z.ZodType>(
  contract: Contract<z.ZodObject, z.ZodObject, z.ZodType, R>,
  caller: Caller,
  asked: string,
  params: Record<string, string> = {},
): Promise<First<z.output<R>>> {
  const at = Date.now()
  const found = await answer(contract, caller, new URLSearchParams(asked), params)
  if (found.ok) return { question: asked, at, data: found.data, problem: null }
  const { kind, message, details, requestId } = found.error
  return {
    question: asked,
    at,
    data: null,
    problem: { status: statuses[kind], code: kind, message, details: [...details], requestId },
  }
}

/** Like `firstAnswer`, for a page's own question. */
export function firstOf<R extends z.ZodType>(
  kind: QuestionKind,
  contract: Contract<z.ZodObject, z.ZodObject, z.ZodType, R>,
  caller: Caller,
  params: URLSearchParams,
): Promise<First<z.output<R>>> {
  return firstAnswer(contract, caller, question(kind, params))
}

const inCatalog = eventMenu.filter((dimension) => declarationOf(dimension).catalog !== undefined)

/** Names of the values the URL filters by, so chips don't have to look them up. Only values in the caller's scope have one. */
export async function labelsOf(caller: Caller, params: URLSearchParams): Promise<Labels> {
  const filtered = inCatalog.flatMap((dimension) => {
    const filter = filterOf(params, dimension)
    return filter ? [{ dimension, values: filter.values }] : []
  })
  const found = await Promise.all(
    filtered.map(async ({ dimension, values }) => {
      const { data } = await firstAnswer(filterValues, caller, valuesQuestion(params, dimension, { only: values }))
      return (data?.values ?? []).flatMap(({ value, label }) =>
        values.includes(value) ? [[`${dimension}:${value}`, label] as const] : [],
      )
    }),
  )
  return Object.fromEntries(found.flat())
}
