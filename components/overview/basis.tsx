'use client'

import { useTranslations } from 'next-intl'
import { attributions } from '@/lib/reports/question'
import type { OverviewAnswer } from '@/lib/api/app/overview.contract'
import { cn } from '@/components/ui/cn'
import { clockTime, dayRange } from '@/components/ui/format'
import { UrlLink } from '@/components/url/url-link'
import { attributionOf, withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { Unconverted } from './unconverted'

/** Counts conversions on the day they happened, or on that of their click. */
function Counting() {
  const t = useTranslations('overview.counting')
  const { params } = useUrl()
  const current = attributionOf(params)
  return (
    <nav aria-label={t('title')} className="flex flex-wrap items-baseline gap-x-2">
      <span>{t('label')}</span>
      {attributions.map((attribution) => (
        <UrlLink
          key={attribution}
          to={withParams(params, { attribution })}
          how="replace"
          aria-current={attribution === current ? 'true' : undefined}
          title={t(`${attribution}.definition`)}
          className={cn(
            'hit-area rounded-control',
            attribution === current
              ? 'font-medium text-text'
              : 'underline decoration-border-control underline-offset-4 hover:text-text',
          )}
        >
          {t(`${attribution}.name`)}
        </UrlLink>
      ))}
    </nav>
  )
}

/** What the figures are based on: the period they're compared with, which day conversions count on, and which amounts are missing. */
export function Basis({ answer }: { answer: OverviewAnswer }) {
  const t = useTranslations('overview')
  const { compared, range, totals } = answer
  const days = compared && dayRange(compared.from, compared.to)
  const dates =
    compared?.until && days ? t('until', { dates: days, time: clockTime(compared.until, range.timezone) }) : days
  const hasFigures = Object.values(totals).some((total) => total.value || total.previous)
  return (
    <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 pt-3 text-sm text-muted md:px-5">
      <p className="min-h-5 max-sm:basis-full">{hasFigures && dates && t('comparedWith', { dates })}</p>
      <Counting />
      <Unconverted amounts={answer.unconverted} />
    </div>
  )
}
