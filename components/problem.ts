/** What went wrong with a question, in words for people. `details` name the fields of a form. */
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

export const unreachable: Problem = {
  status: 0,
  code: 'unreachable',
  message: 'The server cannot be reached. Check your connection; nothing you set is lost.',
  details: [],
  requestId: null,
}

export function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { ...unreachable, code: 'unknown', message: 'Something went wrong on this page. Reload it to go on.' }
}
