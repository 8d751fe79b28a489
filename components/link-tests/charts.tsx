'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { readLinkTestReasonChart, readLinkTestStatusChart } from '@/lib/api/v2/link-tests.contract'
import { addDays, today } from '@/lib/days'
import { useAnswer } from '@/components/api/use-answer'
import { EmptyAxes } from '@/components/charts/empty-axes'
import { ProblemView } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { fullDay, number, share } from '@/components/ui/format'
import { Card, Skeleton } from '@/components/ui/small'
import { UrlLink } from '@/components/url/url-link'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { chartQuestion } from './question'
import { series } from './series'

const StatusChart = dynamic(() => import('./status-chart'), { ssr: false, loading: EmptyAxes })

/** What became of an offer's tests in the last 30 days, and why they failed. */
export function LinkTestCharts({ offer }: { offer: number }) {
  const { timezone } = useViewer()
  const question = chartQuestion(offer, timezone)
  return (
    <div className="grid items-stretch gap-4 lg:grid-cols-3">
      <Card className="lg:col-span-2">
        <PerDay question={question} timezone={timezone} />
      </Card>
      <Card>
        <Reasons question={question} />
      </Card>
    </div>
  )
}

function PerDay({ question, timezone }: { question: string; timezone: string }) {
  const t = useTranslations('linkTests')
  const { data, problem, retry } = useAnswer({ contract: readLinkTestStatusChart, question })
  if (problem) return <ProblemView problem={problem} retry={retry} />
  const to = today(timezone)
  const counted = new Map(data?.data.days.map((each) => [each.day, each]))
  const days = Array.from({ length: 30 }, (_, index) => {
    const day = addDays(to, index - 29)
    return counted.get(day) ?? { day, success: 0, failed: 0, skipped: 0 }
  })
  return (
    <figure className="p-4 md:p-5">
      <figcaption className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-base font-semibold">{t('chart.title')}</h2>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          {series.map(({ status, color }, index) => (
            <li key={status} className="flex items-center gap-2">
              <span aria-hidden className="size-2.5 rounded-sm" style={{ background: color }} />
              {t(`statuses.${status}`)}
              <span className="text-text tabular-nums">{data && number(data.data.statuses[index]?.count ?? 0)}</span>
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="relative h-56">
        <StatusChart days={days} names={series.map(({ status }) => t(`statuses.${status}`))} />
        {data?.data.total === 0 && (
          <p className="absolute inset-x-11 top-[38%] flex justify-center">
            <span className="bg-surface-raised px-3 py-1 text-center text-muted">{t('chart.empty')}</span>
          </p>
        )}
      </div>
      {/* A table wouldn't shrink to the size of a hidden box. */}
      <div className="sr-only">
        <table>
          <caption>{t('chart.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('chart.day')}</th>
              {series.map(({ status }) => (
                <th key={status} scope="col">
                  {t(`statuses.${status}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((each) => (
              <tr key={each.day}>
                <th scope="row">{fullDay(each.day)}</th>
                {series.map(({ key }) => (
                  <td key={key}>{number(each[key])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

/** Why tests failed, most first. Each reason filters the log. */
function Reasons({ question }: { question: string }) {
  const t = useTranslations('linkTests')
  const { params } = useUrl()
  const { data, problem, retry } = useAnswer({ contract: readLinkTestReasonChart, question })
  if (problem) return <ProblemView problem={problem} retry={retry} />
  const most = data?.data.reasons[0]?.count ?? 0
  return (
    <div className="p-4 md:p-5">
      <h2 className="mb-4 text-base font-semibold">{t('reasonsTitle')}</h2>
      {!data ? (
        <div aria-busy className="space-y-3">
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-2/3" />
        </div>
      ) : data.data.total === 0 ? (
        <p className="text-muted">{t('reasonsEmpty')}</p>
      ) : (
        <ul className="space-y-3">
          {data.data.reasons.map(({ failed_reason: reason, count }) => (
            <li key={reason}>
              <UrlLink to={withQuestion(params, { why: reason, result: null, run: null })} className="group block">
                <span className="flex justify-between gap-3 text-sm">
                  <span className="group-hover:underline">{t(`reasons.${reason}`)}</span>
                  <span className="tabular-nums">
                    {number(count)} <span className="text-muted">{share(count, data.data.total)}</span>
                  </span>
                </span>
                <span aria-hidden className="mt-1 block h-1.5 rounded-full bg-surface-sunken">
                  <span
                    className="block h-full rounded-full bg-(--negative)"
                    style={{ width: `${(count / most) * 100}%` }}
                  />
                </span>
              </UrlLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
