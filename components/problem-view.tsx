'use client'

import { useTranslations } from 'next-intl'
import type { Problem } from './problem'
import { Button } from './ui/button'
import { Blank, Notice } from './ui/notice'
import { Recover, viewProblem } from './view-problem'

export function RequestId({ id }: { id: string | null | undefined }) {
  if (!id) return null
  return (
    <p className="text-sm text-muted">
      Request <code className="font-mono">{id}</code>
    </p>
  )
}

/** In place of an answer: what happened and what to do next. */
export function ProblemView({ problem, retry }: { problem: Problem; retry: () => void }) {
  const t = useTranslations('common')
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
            {isRefused && <Recover problem={problem} />}
          </>
        }
      >
        <p>{viewProblem(t, problem)}</p>
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
