'use client'

import { useTranslations } from 'next-intl'
import { clicksEvents } from '@/lib/api/app/clicks/events.contract'
import { useAnswer } from '@/components/api/use-answer'
import { StatusBadge } from '@/components/clicks/status-badge'
import { useReasons } from '@/components/clicks/use-reasons'
import { orNone } from '@/components/catalog/cells'
import { ProblemView } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { countryName, shortTime } from '@/components/ui/format'
import { Blank } from '@/components/ui/notice'
import { Card, Skeleton } from '@/components/ui/small'
import { PageLink } from '@/components/url/page-link'
import { href } from '@/components/url/url-state'

const SHOWN = 10

/** The offer's latest clicks. A click on a link appears within seconds. */
export function LastClicks({ offer }: { offer: number }) {
  const t = useTranslations('offers.test')
  const columns = useTranslations('clicks.columns')
  const names = useTranslations('reports.dimensions')
  const reasons = useReasons()
  const { timezone } = useViewer().organization
  const { data, problem, retry } = useAnswer({
    contract: clicksEvents,
    question: `offer=${offer}&per_page=25`,
    live: () => true,
  })
  const clicksHref = (more: Record<string, string> = {}) =>
    href('/clicks', new URLSearchParams({ offer: String(offer), view: 'events', ...more }))
  return (
    <Card aria-labelledby="last-clicks" className="overflow-clip">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b px-4 py-3 md:px-5">
        <h2 id="last-clicks" className="text-lg font-semibold">
          {t('lastClicks')}
        </h2>
        <PageLink href={clicksHref()} className="hit-area text-accent hover:underline">
          {t('allClicks')}
        </PageLink>
      </div>
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : !data ? (
        <div className="space-y-3 p-5" aria-busy>
          {['first', 'second', 'third'].map((line) => (
            <Skeleton key={line} className="h-4 w-full" />
          ))}
        </div>
      ) : data.rows.length === 0 ? (
        <Blank title={t('noClicks')}>{t('noClicksSentence')}</Blank>
      ) : (
        // Wide tables scroll by keyboard, too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="scrollbar-thin overflow-x-auto" aria-label={t('rows')} tabIndex={0}>
          <table className="w-full whitespace-nowrap">
            <thead className="text-left text-sm text-muted">
              <tr className="[&>th]:px-4 [&>th]:py-2 [&>th]:font-medium md:[&>th]:px-5">
                <th>{columns('time')}</th>
                <th>{columns('status')}</th>
                <th>{columns('reason')}</th>
                <th>{names('publisher.title')}</th>
                <th>{names('country.title')}</th>
                <th>{names('device.title')}</th>
                <th>{columns('subId')}</th>
              </tr>
            </thead>
            <tbody className="divide-y border-t">
              {data.rows.slice(0, SHOWN).map((click) => (
                <tr key={click.id} className="[&>td]:h-10 [&>td]:px-4 md:[&>td]:px-5">
                  <td className="tabular-nums">
                    <PageLink href={clicksHref({ click: click.id })} className="hover:underline">
                      {shortTime(click.time, timezone)}
                    </PageLink>
                  </td>
                  <td>
                    <StatusBadge click={click} />
                  </td>
                  <td>{orNone(reasons.reason(click.reason))}</td>
                  <td>{click.publisher.name}</td>
                  <td suppressHydrationWarning>{countryName(click.country)}</td>
                  <td>{orNone(click.device)}</td>
                  <td>{orNone(click.subId && <span className="font-mono text-sm">{click.subId}</span>)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  )
}
