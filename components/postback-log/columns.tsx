import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { LoggedPostback } from '@/lib/api/app/postback-log/schema'
import { PublisherLink } from '@/components/logs/publisher-column'
import { useTimeColumn } from '@/components/logs/time-column'
import { named, none, textColumn, useDimensionColumns } from '@/components/logs/value-columns'
import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { UrlLink } from '@/components/url/url-link'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ResultBadge } from './result-badge'
import { useLogWords } from './words'

/** A value that filters the log when it's clicked, or no longer if it does already. */
function Only({
  parameter,
  value,
  children,
}: {
  parameter: 'host' | 'http_status' | 'postback_id'
  value: string
  children: ReactNode
}) {
  const { params } = useUrl()
  const isSet = params.get(parameter) === value
  return (
    <UrlLink
      to={withQuestion(params, { [parameter]: isSet ? null : value })}
      className="decoration-border-control underline-offset-4 hover:underline"
    >
      {children}
    </UrlLink>
  )
}

/** Columns of the postback log. Times are in the organization's zone. */
export function useLogColumns(): Column<LoggedPostback>[] {
  const t = useTranslations('postbackLog')
  const publishers = useTranslations('clicks.columns')
  const words = useLogWords()
  const { seesMany } = useViewer()
  const { dimensionColumn } = useDimensionColumns<LoggedPostback>()
  const time = useTimeColumn<LoggedPostback>({ name: t('columns.time'), label: (at) => t('open', { time: at }) })
  return [
    time,
    {
      id: 'direction',
      name: t('columns.direction'),
      width: '5.5rem',
      phoneWidth: '4.75rem',
      onPhones: true,
      cell: ({ direction }) => {
        const Icon = direction === 'in' ? ArrowDownLeft : ArrowUpRight
        return (
          <span className="inline-flex items-center gap-1.5 align-middle">
            <Icon className="size-4 shrink-0 text-muted" aria-hidden />
            {t(`directions.${direction}`)}
          </span>
        )
      },
      text: ({ direction }) => t(`directions.${direction}`),
    },
    {
      id: 'result',
      name: t('columns.result'),
      width: '8rem',
      onPhones: true,
      cell: ({ result }) => <ResultBadge result={result} />,
      text: ({ result }) => words.result(result),
    },
    textColumn('source', t('columns.source'), '7rem', ({ source }) => words.source(source)),
    {
      id: 'host',
      name: t('columns.host'),
      width: '10rem',
      cell: ({ host }) =>
        host ? (
          <Only parameter="host" value={host.toLowerCase()}>
            {host}
          </Only>
        ) : (
          none
        ),
      text: ({ host }) => host,
    },
    {
      id: 'http_status',
      name: t('columns.httpStatus'),
      width: '6.5rem',
      isFigure: true,
      cell: ({ httpStatus }) => (
        <Only parameter="http_status" value={String(httpStatus ?? 0)}>
          {httpStatus ?? <span className="text-muted">{t('noAnswer')}</span>}
        </Only>
      ),
      text: ({ httpStatus }) => httpStatus ?? '',
    },
    dimensionColumn('offer', '10rem', ({ offer }) => offer && named(offer)),
    ...(seesMany
      ? [
          {
            id: 'publisher',
            name: publishers('publisher'),
            width: '9rem',
            cell: ({ publisher }: LoggedPostback) => (publisher ? <PublisherLink publisher={publisher} /> : none),
            text: ({ publisher }: LoggedPostback) => publisher?.name ?? '',
          },
        ]
      : []),
    {
      id: 'postback',
      name: t('columns.postback'),
      width: '9rem',
      cell: ({ postback }) =>
        postback ? (
          <Only parameter="postback_id" value={String(postback.id)}>
            {postback.name}
          </Only>
        ) : (
          none
        ),
      text: ({ postback }) => postback?.name ?? '',
    },
    textColumn('message', t('columns.message'), '16rem', ({ message }) => message),
    textColumn('event', t('columns.event'), '8rem', ({ event }) => event?.name ?? '', { isExtra: true }),
    {
      ...textColumn<LoggedPostback>('attempt', t('columns.attempt'), '5rem', ({ attempt }) => String(attempt)),
      isFigure: true,
      isExtra: true,
    },
    textColumn('url', t('columns.url'), '16rem', ({ url }) => url, { isExtra: true, isCode: true }),
    textColumn('conversion', t('columns.conversion'), '20rem', ({ conversionId }) => conversionId ?? '', {
      isExtra: true,
      isCode: true,
    }),
    textColumn('id', t('columns.id'), '20rem', ({ id }) => id, { isExtra: true, isCode: true }),
  ]
}
