'use client'

import { useTranslations } from 'next-intl'
import { readLoggedPostback } from '@/lib/api/app/postback-log/details.contract'
import type { PostbackEntry } from '@/lib/api/app/postback-log/schema'
import type { First } from '@/components/api/use-answer'
import { Fact, Facts } from '@/components/clicks/facts'
import { CodeFact, DrillFact, LinkFact } from '@/components/logs/facts'
import { opened } from '@/components/logs/log'
import { LogSheet } from '@/components/logs/log-sheet'
import { useViewer } from '@/components/shell/viewer'
import { fullTime } from '@/components/ui/format'
import { UrlLink } from '@/components/url/url-link'
import { href } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ResultBadge } from './result-badge'
import { SendAgain } from './send-again'
import { useLogWords } from './words'

/** All attempts of a call, first to last. */
function Attempts({ entry: { id, attempts } }: { entry: PostbackEntry }) {
  const t = useTranslations('postbackLog')
  const { params } = useUrl()
  const { timezone } = useViewer().organization
  return (
    <section className="border-b py-4 last:border-b-0">
      <h3 className="mb-2 text-sm font-semibold text-muted">{t('sheet.attempts')}</h3>
      <ol className="space-y-3">
        {attempts.map((attempt) => (
          <li key={attempt.id} className="space-y-0.5">
            <p className="flex flex-wrap items-center gap-2">
              {attempt.id === id ? (
                <span className="font-medium" aria-current="true">
                  {t('attemptNumber', { number: attempt.attempt })}
                </span>
              ) : (
                <UrlLink to={opened(params, 'item', attempt.id)} className="hit-area text-accent hover:underline">
                  {t('attemptNumber', { number: attempt.attempt })}
                </UrlLink>
              )}
              <ResultBadge result={attempt.result} />
              <span className="text-muted tabular-nums">
                {attempt.httpStatus ?? t('noAnswer')} · {t('sheet.ms', { count: attempt.duration })}
              </span>
            </p>
            <p className="text-sm text-muted">{fullTime(attempt.time, timezone)}</p>
            {attempt.message !== '' && <p className="break-words">{attempt.message}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The facts about an entry: what was called, what it answered, and what it's about. */
function EntryFacts({ entry }: { entry: PostbackEntry }) {
  const t = useTranslations('postbackLog')
  const words = useLogWords()
  const { click, impression, conversion, httpStatus } = entry
  const pageOf = (path: string, { id, day }: { id: string; day: string }, more: Record<string, string>) =>
    href(path, new URLSearchParams({ ...more, from: day, to: day, [path === '/clicks' ? 'click' : 'item']: id }))
  return (
    <div>
      <Facts title={t(`sheet.${entry.direction}`)}>
        <Fact name={t('columns.result')}>
          <ResultBadge result={entry.result} />
        </Fact>
        <Fact name={t('columns.message')}>{entry.message}</Fact>
        <Fact name={t('columns.source')}>{words.source(entry.source)}</Fact>
        <Fact name={t('columns.postback')}>{entry.postback?.name}</Fact>
        {entry.offer && <DrillFact dimension="offer" value={entry.offer.id} label={entry.offer.name} />}
        <Fact name={t('columns.event')}>{entry.event?.name}</Fact>
        <Fact name={t('sheet.publisher')}>{entry.publisher?.name}</Fact>
        <CodeFact name={t('columns.transaction')} value={entry.transactionId ?? ''} />
        <CodeFact name={t('columns.conversion')} value={conversion?.id ?? ''} />
        <CodeFact name={t('columns.id')} value={entry.id} />
        {conversion && <LinkFact name={t('sheet.openConversion')} href={pageOf('/conversions', conversion, {})} />}
        {impression && <LinkFact name={t('sheet.openImpression')} href={pageOf('/impressions', impression, {})} />}
        {click && <LinkFact name={t('sheet.openClick')} href={pageOf('/clicks', click, { view: 'single' })} />}
      </Facts>
      <Facts title={t('sheet.request')}>
        <Fact name={t('sheet.method')}>{entry.method}</Fact>
        <Fact name={t('columns.host')}>{entry.host}</Fact>
        <CodeFact name={t('columns.url')} value={entry.url} />
        <CodeFact name={t('sheet.callId')} value={entry.callId ?? ''} />
      </Facts>
      <Facts title={t('sheet.answer')}>
        <Fact name={t('columns.httpStatus')}>{httpStatus ?? t('noAnswer')}</Fact>
        <Fact name={t('sheet.duration')}>{t('sheet.ms', { count: entry.duration })}</Fact>
      </Facts>
      {entry.response !== '' && (
        <pre className="mb-4 max-h-60 overflow-auto rounded-control border bg-surface-sunken p-3 font-mono text-sm break-all whitespace-pre-wrap">
          {entry.response}
        </pre>
      )}
      {entry.callId !== null && <Attempts entry={entry} />}
    </div>
  )
}

/** The entry of the postback log that the URL names. */
export function EntrySheet({ first }: { first?: First<PostbackEntry> | undefined }) {
  const t = useTranslations('postbackLog.sheet')
  return (
    <LogSheet
      contract={readLoggedPostback}
      first={first}
      words={{ title: t('title'), copyLink: t('copyLink'), loading: t('loading') }}
    >
      {(entry) => (
        <>
          <SendAgain key={entry.callId} entry={entry} />
          <EntryFacts entry={entry} />
        </>
      )}
    </LogSheet>
  )
}
