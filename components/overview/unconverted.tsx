'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { OverviewAnswer } from '@/lib/api/app/overview.contract'
import { figure } from '@/components/ui/figure'

/** Names amounts that no figure has, because there's no exchange rate for their currency. */
export function Unconverted({ amounts }: { amounts: OverviewAnswer['unconverted'] }) {
  const t = useTranslations('overview')
  const metrics = useTranslations('reports.metrics')
  const format = useFormatter()
  const parts = (['payout', 'revenue'] as const).flatMap((name) => {
    const sums = amounts.flatMap(({ currency, amounts: of }) => {
      const amount = of[name]
      return amount ? [figure(amount, { unit: 'money', currency })] : []
    })
    return sums.length > 0 ? [t('unconvertedPart', { name: metrics(`${name}.many`), sums: format.list(sums) })] : []
  })
  return (
    parts.length > 0 && (
      <p className="basis-full text-sm text-warning">{t('unconverted', { parts: format.list(parts) })}</p>
    )
  )
}
