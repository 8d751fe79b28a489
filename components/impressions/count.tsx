'use client'

import { useTranslations } from 'next-intl'
import type { ImpressionsAnswer } from '@/lib/api/app/impressions/list.contract'
import { number } from '@/components/ui/format'
import { Skeleton } from '@/components/ui/small'

/** How many impressions count, and how many don't. */
export function ImpressionCount({ counts }: { counts: ImpressionsAnswer['counts'] | undefined }) {
  const t = useTranslations('impressions.count')
  if (!counts) return <Skeleton className="h-11 w-40" />
  const { counted, rejected, bots } = counts
  const others = [
    ...(rejected > 0 ? [t('rejected', { count: rejected })] : []),
    ...(bots > 0 ? [t('bots', { count: bots })] : []),
  ]
  return (
    <section aria-label={t('label')} className="md:text-right">
      <p className="text-2xl leading-7 font-semibold tabular-nums">
        {number(counted)} <span className="text-base font-normal text-muted">{t('counted', { count: counted })}</span>
      </p>
      <p className="text-sm text-muted tabular-nums">{others.join(' · ') || t('none')}</p>
    </section>
  )
}
