'use client'

import { useTranslations } from 'next-intl'
import { readImpression } from '@/lib/api/app/impressions/details.contract'
import type { VisitDetails } from '@/lib/reports/click-schema'
import type { First } from '@/components/api/use-answer'
import { VisitFacts } from '@/components/clicks/click-facts'
import { LogSheet } from '@/components/logs/log-sheet'

/** Everything recorded about the impression named in the URL. */
export function ImpressionSheet({ first }: { first?: First<VisitDetails> | undefined }) {
  const t = useTranslations('impressions')
  return (
    <LogSheet
      contract={readImpression}
      first={first}
      words={{ title: t('sheet.title'), copyLink: t('sheet.copyLink'), loading: t('sheet.loading') }}
    >
      {(impression) => <VisitFacts visit={impression} idName={t('id')} />}
    </LogSheet>
  )
}
