import { createTranslator } from 'next-intl'
import { settings } from '@/messages/settings'

/** What went wrong, in words people can read. `details` name form fields. */
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

/** Problems are created in fetchers, where React's translations aren't available. */
const t = createTranslator({ ...settings, namespace: 'errors' })

export const unreachable: Problem = {
  status: 0,
  code: 'unreachable',
  message: t('unreachable'),
  details: [],
  requestId: null,
}

/** The response wasn't JSON in the error format. */
export function unreadable(status: number, requestId: string | null): Problem {
  return { status, code: 'unknown', message: t('status', { status }), details: [], requestId }
}

/** The server was updated while the page was open. */
export function outdatedPage(status: number, requestId: string | null): Problem {
  return { status, code: 'unexpected_answer', message: t('outdatedPage'), details: [], requestId }
}

/** The problem behind a thrown error. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { ...unreachable, code: 'unknown', message: t('browser') }
}
