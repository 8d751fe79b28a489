'use client'

import { useTranslations } from 'next-intl'
import { readConversion } from '@/lib/api/app/conversions/details.contract'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import type { First } from '@/components/api/use-answer'
import { SheetHistory } from '@/components/catalog/sheet-history'
import { LogSheet } from '@/components/logs/log-sheet'
import { ConversionFacts } from './conversion-facts'
import { DecisionButtons } from './decide'
import { EditAmounts } from './edit-amounts'
import { Decisions, Why } from './why'

/** The conversion named in the URL: its price, its click, what decided about it, and what can be decided. */
export function ConversionSheet({ first }: { first?: First<ConversionDetails> | undefined }) {
  const t = useTranslations('conversions.sheet')
  return (
    <LogSheet
      contract={readConversion}
      first={first}
      words={{ title: t('title'), copyLink: t('copyLink'), loading: t('loading') }}
    >
      {(conversion) => (
        <div className="space-y-4">
          <Why conversion={conversion} />
          <div className="flex flex-wrap gap-2 empty:hidden">
            <DecisionButtons rows={[conversion]} />
            <EditAmounts key={conversion.id} conversion={conversion} />
          </div>
          <ConversionFacts conversion={conversion} />
          <Decisions conversion={conversion} />
          <SheetHistory entity="conversion" id={conversion.id} />
        </div>
      )}
    </LogSheet>
  )
}
