'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Translate } from '@/messages/settings'
import { capitalised } from '@/components/ui/format'
import type { Problem } from '@/components/api/problem'
import { parameterOf, Recover } from './recover'
import { Button } from '@/components/ui/button'
import { Blank, Notice } from '@/components/ui/notice'

const code = (chunks: ReactNode) => <code className="font-mono">{chunks}</code>

/** The failed request's ID in the server log. */
export function RequestId({ id }: { id: string | null | undefined }) {
  const t = useTranslations('errors')
  if (!id) return null
  return <p className="text-sm text-muted">{t.rich('request', { id, code })}</p>
}

const parameters = ['from', 'to', 'range', 'publisher'] as const

/** What's wrong with the view's URL, using the names of the controls above it. */
function wordsOf({ message, details }: Problem, t: Translate<'errors'>): string {
  const [detail] = details
  if (!detail) return message
  if (/^\p{Lu}/u.test(detail.message)) return detail.message
  if (!detail.message.startsWith('must')) return `${capitalised(detail.message)}.`
  const known = parameters.find((name) => name === detail.field)
  const name = known
    ? t(`view.names.${known}`)
    : // The API names its own parameter. In the URL, it's what a sheet shows.
      /^id$|ID$/.test(detail.field)
      ? t('view.names.id')
      : t('view.names.other', { field: parameterOf(detail.field) })
  return t('view.parameter', { name, message: detail.message })
}

/** Shown in place of an answer: what happened and what to do next. */
export function ProblemView({ problem, retry }: { problem: Problem; retry: () => void }) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  const isRefused = problem.status >= 400 && problem.status < 500 && problem.status !== 429
  return (
    <div role="alert">
      <Blank
        title={t(isRefused ? 'view.refused' : 'view.failed')}
        actions={
          isRefused ? (
            <Recover problem={problem} />
          ) : (
            <Button variant="primary" onClick={retry}>
              {common('tryAgain')}
            </Button>
          )
        }
      >
        <p>{wordsOf(problem, t)}</p>
        {!isRefused && !problem.message.includes(problem.requestId ?? '-') && <RequestId id={problem.requestId} />}
      </Blank>
    </div>
  )
}

/** Shown above an answer that couldn't be refreshed. */
export function StaleNotice({ problem, retry }: { problem: Problem | null; retry: () => void }) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  if (!problem) return null
  return (
    <Notice kind="warning">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p>{t('stale', { message: problem.message })}</p>
        <button type="button" onClick={retry} className="hit-area font-medium text-accent hover:underline">
          {common('tryAgain')}
        </button>
      </div>
    </Notice>
  )
}
