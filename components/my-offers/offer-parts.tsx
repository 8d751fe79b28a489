'use client'

import { ExternalLink } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import { useViewer } from '@/components/shell/viewer'
import { Badge } from '@/components/ui/small'
import { dateOnly, fullTime, money, number } from '@/components/ui/format'
import { useRegionNames } from '@/components/targeting/use-region-names'
import { Part } from './part'
import { payoutInWords, valueName } from './words'

type Props = { offer: MyOffer }

/** What each event pays. */
export function Events({ offer: { events, currency } }: Props) {
  const t = useTranslations('myOffers')
  if (events.length === 0) return null
  return (
    <Part title={t('page.events')}>
      <ul className="divide-y">
        {events.map(({ id, name, description, payout }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2.5 last:pb-0">
            <div className="min-w-0">
              <p className="font-medium">{name}</p>
              {description && <p className="text-sm text-muted">{description}</p>}
            </div>
            <span className="flex items-center gap-2 tabular-nums">
              {payoutInWords(payout, { currency, conversion: name }, t)}
              {payout.is_custom && <Badge>{t('payout.custom')}</Badge>}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** The pages that links can name. */
export function LandingPages({ offer: { landing_pages: pages } }: Props) {
  const t = useTranslations('myOffers.page')
  if (pages.length === 0) return null
  return (
    <Part title={t('landingPages')}>
      <ul className="divide-y">
        {pages.map(({ id, name, preview_url: url, is_default: isDefault }) => (
          <li key={id} className="flex items-center justify-between gap-4 py-2.5 last:pb-0">
            <span className="flex min-w-0 items-center gap-2">
              <span className="truncate">{name}</span>
              {isDefault && pages.length > 1 && <Badge>{t('default')}</Badge>}
            </span>
            {url && (
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                aria-label={t('previewNamed', { name })}
                className="hit-area inline-flex shrink-0 items-center gap-1 text-accent hover:underline"
              >
                {t('preview')}
                <ExternalLink className="size-4" aria-hidden />
              </a>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** The terms, and whether the publisher accepted them. */
export function Terms({ offer }: Props) {
  const t = useTranslations('myOffers.page')
  const { timezone } = useViewer()
  if (!offer.terms_and_conditions_enabled) return null
  const { terms_version: current, approval } = offer
  const accepted = approval?.terms_version ?? null
  const date = approval?.terms_accepted_at ? dateOnly(approval.terms_accepted_at, timezone) : ''
  return (
    <Part title={t('terms')} aside={t('termsVersion', { version: String(current) })}>
      {accepted !== null && (
        <p className="mb-2 text-muted">
          {t(accepted === current ? 'termsAccepted' : 'termsChanged', { version: String(accepted), date })}
        </p>
      )}
      {/* Focusable, so people can scroll it without a mouse. */}
      <section
        aria-label={t('termsText')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="scrollbar-thin max-h-72 max-w-prose overflow-y-auto wrap-break-word whitespace-pre-line"
      >
        {offer.terms_and_conditions}
      </section>
    </Part>
  )
}

const dimensions = ['country', 'region', 'device', 'os', 'browser', 'language'] as const

/** Which visitors the offer is for, in words. */
export function Visitors({ offer: { targeting } }: Props) {
  const t = useTranslations('myOffers')
  const format = useFormatter()
  const nameOfRegion = useRegionNames([...(targeting.region?.include ?? []), ...(targeting.region?.exclude ?? [])])
  const named = dimensions.flatMap((dimension) => {
    const { include = [], exclude = [] } = targeting[dimension] ?? {}
    if (include.length + exclude.length === 0) return []
    const list = (values: string[]) =>
      format.list(values.map((value) => (dimension === 'region' && nameOfRegion(value)) || valueName(dimension, value)))
    return [
      {
        dimension,
        only: include.length > 0 ? t('page.only', { values: list(include) }) : null,
        allBut: exclude.length > 0 ? t('page.allBut', { values: list(exclude) }) : null,
      },
    ]
  })
  return (
    <Part title={t('page.visitors')}>
      {named.length === 0 ? (
        <p className="text-muted">{t('page.everyone')}</p>
      ) : (
        <dl className="space-y-2.5">
          {named.map(({ dimension, only, allBut }) => (
            <div key={dimension}>
              <dt className="text-sm text-muted">{t(`dimensions.${dimension}`)}</dt>
              {only && <dd>{only}</dd>}
              {allBut && <dd>{allBut}</dd>}
            </div>
          ))}
        </dl>
      )}
    </Part>
  )
}

/** How much more the offer takes. */
export function Caps({ offer: { caps, currency } }: Props) {
  const t = useTranslations('myOffers')
  const { organization } = useViewer()
  if (caps.length === 0) return null
  return (
    <Part title={t('page.caps')}>
      <ul className="space-y-3">
        {caps.map(({ metric, period, limit, remaining, sub_id: subId, resets_at: resetsAt }) => {
          const amount = (value: number) => (metric === 'Payout' ? money(String(value), currency) : number(value))
          const words = { metric: t(`metrics.${metric}`), period: t(`periods.${period}`) }
          return (
            <li key={`${metric} ${period} ${subId} ${limit}`} className="space-y-1">
              <p className="text-sm text-muted">
                {subId === null ? t('page.capOf', words) : t('page.capSubId', { ...words, subId })}
              </p>
              <p className="tabular-nums">
                {t('page.capLeft', { remaining: amount(remaining), limit: amount(limit) })}
              </p>
              <div className="h-1.5 overflow-hidden rounded-full bg-surface-sunken" aria-hidden>
                <div
                  className={remaining === 0 ? 'h-full bg-negative' : 'h-full bg-accent'}
                  style={{ width: `${limit > 0 ? Math.min(100, ((limit - remaining) / limit) * 100) : 100}%` }}
                />
              </div>
              {resetsAt && (
                <p className="text-sm text-muted">
                  {t('page.resets', { date: fullTime(resetsAt, organization.timezone) })}
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
