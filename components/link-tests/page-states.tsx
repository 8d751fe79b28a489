'use client'

import { useTranslations } from 'next-intl'
import type { Answer } from '@/components/api/use-answer'
import type { LandingPageAnswer } from '@/components/offer-parts/forms'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { ago, fullTime, shortTime } from '@/components/ui/format'
import { Button } from '@/components/ui/button'
import { Badge, Card, Skeleton } from '@/components/ui/small'
import { withQuestion } from '@/components/url/url-state'
import { UrlLink } from '@/components/url/url-link'
import { useUrl } from '@/components/url/use-url'
import { StatusBadge } from './status-badge'
import type { Testing } from './testing'

/** Each landing page with what its last test found. */
export function PageStates({
  answer: { data, problem, stale, retry },
  testing,
}: {
  answer: Answer<{ data: LandingPageAnswer[] }>
  /** Undefined for those who can't test. */
  testing: Testing | undefined
}) {
  const t = useTranslations('linkTests')
  const pages = data?.data
  return (
    <Card aria-labelledby="page-states">
      <h2 id="page-states" className="border-b px-4 py-3 text-base font-semibold">
        {t('pages.title')}
      </h2>
      {stale && (
        <div className="p-4">
          <StaleNotice problem={stale} retry={retry} />
        </div>
      )}
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : !pages ? (
        <div aria-busy className="space-y-3 p-4">
          <Skeleton className="h-5 w-72 max-w-full" />
          <Skeleton className="h-5 w-64 max-w-full" />
        </div>
      ) : pages.length === 0 ? (
        <p className="p-4 text-muted">{t('pages.empty')}</p>
      ) : (
        <ul className="divide-y">
          {pages.map((page) => (
            <PageState key={page.id} page={page} testing={testing} />
          ))}
        </ul>
      )}
      {testing && <Outcome testing={testing} />}
    </Card>
  )
}

function PageState({ page, testing }: { page: LandingPageAnswer; testing: Testing | undefined }) {
  const t = useTranslations('linkTests')
  const { timezone } = useViewer()
  const { params } = useUrl()
  const { name, link_test: test } = page
  const isTesting = testing?.waiting.includes(page.id)
  const brokenSince = test?.broken_since
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 truncate font-medium">{name}</span>
          {brokenSince ? (
            <Badge tint="negative">{t('brokenSince', { time: shortTime(brokenSince, timezone) })}</Badge>
          ) : (
            test?.status && <StatusBadge status={test.status} />
          )}
          {!page.link_test_enabled && <Badge>{t('pages.off')}</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-muted [overflow-wrap:anywhere]">
          {test?.tested_at ? (
            <>
              <span title={fullTime(test.tested_at, timezone)} suppressHydrationWarning>
                {ago(test.tested_at, timezone)}
              </span>
              {test.message && ` · ${test.message}`}
            </>
          ) : (
            t('pages.never')
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {test?.run && (
          <Button asChild>
            <UrlLink
              to={withQuestion(params, { run: test.run, tested: null, result: null, why: null })}
              aria-label={t('pages.viewOf', { name })}
            >
              {t('pages.view')}
            </UrlLink>
          </Button>
        )}
        {testing && (
          <Button
            disabled={testing.waiting.length > 0}
            aria-label={isTesting ? undefined : t('testPage', { name })}
            onClick={() => testing.start([page])}
          >
            {isTesting ? t('testing') : t('test')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** What tests that were just made found. */
function Outcome({ testing: { found, problem, retry } }: { testing: Testing }) {
  const t = useTranslations('linkTests')
  return (
    <div aria-live="polite">
      {found.length > 0 && (
        <ul className="border-t px-4 py-3 text-sm">
          {found.map(({ name, success, total, left }) => (
            <li key={name}>
              {t('pages.passed', { name, success, total })}
              {left > 0 && ` ${t('pages.left', { count: left })}`}
            </li>
          ))}
        </ul>
      )}
      {problem && (
        <div className="border-t p-4">
          <ProblemView problem={problem} retry={retry} />
        </div>
      )}
    </div>
  )
}
