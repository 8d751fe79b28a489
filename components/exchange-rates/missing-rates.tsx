'use client'

import { useTranslations } from 'next-intl'
import { listMissingRates } from '@/lib/api/app/missing-rates.contract'
import { useAnswer } from '@/components/api/use-answer'
import { dayAndYear } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'

/** Says which rates conversions wait for, and how many. Nothing if none do. */
export function MissingRates() {
  const t = useTranslations('exchangeRates.missing')
  // Once a rate is added, they're priced within a minute.
  const { data } = useAnswer({ contract: listMissingRates, live: (answer) => answer.data.length > 0 })
  const missing = data?.data ?? []
  if (missing.length === 0) return null
  return (
    <Notice kind="warning">
      <h2 className="font-medium">{t('title', { count: missing.reduce((sum, { count }) => sum + count, 0) })}</h2>
      <ul>
        {missing.map(({ from, to, count, since }) => (
          <li key={`${from} ${to}`}>{t('pair', { from, to, count, day: dayAndYear(since) })}</li>
        ))}
      </ul>
    </Notice>
  )
}
