'use client'

import { ArrowDown, Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { readLinkTest, type LinkTestAnswer } from '@/lib/api/v2/link-tests.contract'
import { useAnswer } from '@/components/api/use-answer'
import { Fact, Facts } from '@/components/clicks/facts'
import { ProblemView } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { CopyButton } from '@/components/ui/copy-button'
import { fullTime, number, zoneName } from '@/components/ui/format'
import { Sheet } from '@/components/ui/overlay'
import { Badge, Skeleton } from '@/components/ui/small'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { placeOf } from './columns'
import { StatusBadge } from './status-badge'

/** The test that the URL names, taken from the rows or fetched. */
export function LinkTestSheet({ rows }: { rows: readonly LinkTestAnswer[] | undefined }) {
  const t = useTranslations('linkTests')
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const id = params.get('item')
  const known = rows?.find((row) => row.id === id)
  const { data, outdated, problem, retry } = useAnswer({
    contract: readLinkTest,
    params: { id: id ?? '' },
    enabled: id !== null && !known,
  })
  const test = known ?? (outdated ? undefined : data?.data)
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && go(withParams(params, { item: null }))}
      title={test?.landing_page?.name ?? t('sheet.title')}
      subtitle={test && t('sheet.subtitle', { time: fullTime(test.timestamp, timezone), zone: zoneName(timezone) })}
      actions={<CopyButton icon={Link2} label={t('sheet.copyLink')} text={() => window.location.href} />}
    >
      {test ? (
        <Test test={test} />
      ) : problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : (
        <div aria-busy className="space-y-3">
          <p className="sr-only">{t('sheet.loading')}</p>
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-4 w-52" />
        </div>
      )}
    </Sheet>
  )
}

function Test({ test }: { test: LinkTestAnswer }) {
  const t = useTranslations('linkTests')
  return (
    <>
      <Facts title={t('sheet.about')}>
        <Fact name={t('sheet.result')}>
          <StatusBadge status={test.status} />
        </Fact>
        <Fact name={t('sheet.why')}>{test.message}</Fact>
        <Fact name={t('sheet.final')} copy={test.final_url} isCode>
          {test.final_domain}
        </Fact>
        <Fact name={t('sheet.expected')} isCode>
          {test.expected_domain}
        </Fact>
        <Fact name={t('sheet.tls')}>{test.http_status === null ? '' : (test.tls ?? t('sheet.noTls'))}</Fact>
        <Fact name={t('sheet.duration')}>{t('log.milliseconds', { count: number(test.duration_ms) })}</Fact>
        <Fact name={t('sheet.country')}>{placeOf(test, t)}</Fact>
        <Fact name={t('sheet.device')}>
          <span className="capitalize">{test.device}</span>
        </Fact>
        <Fact name={t('sheet.trigger')}>{t(`sheet.triggers.${test.trigger}`)}</Fact>
      </Facts>
      <section className="mt-6">
        <h3 className="mb-2 text-sm font-medium text-muted">{t('sheet.chain')}</h3>
        {test.hops.length === 0 ? (
          <p className="text-muted">{t('sheet.nothing')}</p>
        ) : (
          <ol className="space-y-1">
            {test.hops.map((hop, index) => (
              <li key={`${index} ${hop.url}`}>
                {index > 0 && <ArrowDown className="mb-1 ml-3 size-4 text-muted" aria-hidden />}
                <div className="rounded-control border p-3">
                  <p className="flex flex-wrap items-center gap-2 text-sm">
                    <Badge tint={tintOf(hop.status)}>{hop.status || t('sheet.noAnswer')}</Badge>
                    <span className="text-muted tabular-nums">
                      {t('log.milliseconds', { count: number(hop.duration) })}
                    </span>
                    {hop.tls && <span className="text-muted">{hop.tls}</span>}
                  </p>
                  <p className="mt-1 font-mono text-sm break-all">{hop.url}</p>
                  {hop.error && <p className="mt-1 text-sm text-negative">{hop.error}</p>}
                </div>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  )
}

const tintOf = (status: number) => (status === 0 || status >= 400 ? 'negative' : status >= 300 ? 'neutral' : 'positive')
