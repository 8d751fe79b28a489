'use client'

import { useTranslations } from 'next-intl'
import { clickDetails, type ClickAnswer } from '@/lib/api/app/clicks/details.contract'
import type { First } from '@/components/api/use-answer'
import { LogSheet } from '@/components/logs/log-sheet'
import { ClickFacts } from './click-facts'

/** Everything recorded about the click named in the URL. */
export function ClickSheet({ first }: { first?: First<ClickAnswer> | undefined }) {
  const t = useTranslations('clicks.click')
  return (
    <LogSheet
      contract={clickDetails}
      opens="click"
      first={first}
      words={{ title: t('title'), copyLink: t('copyLink'), loading: t('loading') }}
    >
      {(click) => <ClickFacts click={click} />}
    </LogSheet>
  )
}
