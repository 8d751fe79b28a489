'use client'

import type { Problem } from './problem'
import { capitalised } from './format'
import { parameterOf, Recover } from './recover'
import { Button } from './ui/button'
import { Blank, Notice } from './ui/notice'

export function RequestId({ id }: { id: string | null | undefined }) {
  if (!id) return null
  return (
    <p className="text-sm text-muted">
      Request <code className="font-mono">{id}</code>
    </p>
  )
}

const parameterNames: Readonly<Record<string, string>> = { from: 'The first day', to: 'The last day', range: 'The range', publisher: 'The publisher' }

/** What is wrong with the view's address, in the words of the controls above. */
function wordsOf({ message, details }: Problem): string {
  const [detail] = details
  if (!detail) return message
  return detail.message.startsWith('must')
    ? `${parameterNames[detail.field] ?? `“${parameterOf(detail.field)}” in the address`} ${detail.message}.`
    : `${capitalised(detail.message)}.`
}

/** In place of an answer: what happened and what to do next. */
export function ProblemView({ problem, retry }: { problem: Problem; retry: () => void }) {
  const isRefused = problem.status >= 400 && problem.status < 500 && problem.status !== 429
  return (
    <div role="alert">
      <Blank
        title={isRefused ? 'This view cannot be shown' : 'This could not be loaded'}
        actions={
          <>
            {!isRefused && (
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
            )}
            {isRefused && (
              <Recover problem={problem} />
            )}
          </>
        }
      >
        <p>{wordsOf(problem)}</p>
        {!problem.message.includes(problem.requestId ?? '-') && <RequestId id={problem.requestId} />}
      </Blank>
    </div>
  )
}

/** Above an answer that could not be brought up to date. */
export function StaleNotice({ problem, retry }: { problem: Problem | null; retry: () => void }) {
  if (!problem) return null
  return (
    <Notice kind="warning">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p>These figures are not the newest: {problem.message}</p>
        <button type="button" onClick={retry} className="hit-area font-medium text-accent hover:underline">
          Try again
        </button>
      </div>
    </Notice>
  )
}
