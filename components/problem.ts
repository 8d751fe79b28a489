import { createTranslator } from 'next-intl'
import { settings } from '@/messages/settings'

/** What went wrong, in words people can read. `details` name the fields of a form. */
export type Problem = {
  status: number
  code: string
  message: string
  details: { field: string; message: string }[]
  requestId: string | null
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
    this.name = 'ProblemError'
  }
}

/** Problems are made in fetchers, where React's translations don't reach. */
const t = createTranslator({ ...settings, namespace: 'errors' })

export const unreachable: Problem = {
  status: 0,
  code: 'unreachable',
  message: t('unreachable'),
  details: [],
  requestId: null,
}

/** The answer wasn't JSON of the error format. */
export function unreadable(status: number, requestId: string | null): Problem {
  return { status, code: 'unknown', message: t('status', { status }), details: [], requestId }
}

/** The page was left open while the server was updated. */
export function outdatedPage(status: number, requestId: string | null): Problem {
  return { status, code: 'unexpected_answer', message: t('outdatedPage'), details: [], requestId }
}

/** What the server says about a field, as a sentence: it sends sentences, which begin with a capital, or predicates such as "must be …". */
export function fieldSentence(message: string): string {
  return /^\p{Lu}/u.test(message) ? message : t('field', { message })
}

/** The problem inside whatever was thrown. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { ...unreachable, code: 'unknown', message: t('browser') }
}
