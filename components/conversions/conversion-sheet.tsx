'use client'

import { useTranslations } from 'next-intl'
import { readConversion } from '@/lib/api/app/conversions/details.contract'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import type { First } from '@/components/api/use-answer'
import { SheetHistory } from '@/components/catalog/sheet-history'
import { LogSheet } from '@/components/logs/log-sheet'
import { useViewer } from '@/components/shell/viewer'
import { monthName } from '@/components/statements/columns'
import { Notice } from '@/components/ui/notice'
import { canChange } from './can-change'
import { ConversionFacts } from './conversion-facts'
import { DecisionButtons } from './decide'
import { EditAmounts } from './edit-amounts'
import { Decisions, Why } from './why'

/** Why people who could change a conversion can't change this one. */
function Frozen({
  conversion,
  statement: { number, month, status },
}: {
  conversion: ConversionDetails
  statement: NonNullable<ConversionDetails['statement']>
}) {
  const t = useTranslations('conversions.sheet')
  if (!canChange(useViewer(), conversion)) return null
  return <Notice kind="info">{t(`frozen.${status}`, { number: String(number), month: monthName(month) })}</Notice>
}

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
          {conversion.statement ? (
            <Frozen conversion={conversion} statement={conversion.statement} />
          ) : (
            <div className="flex flex-wrap gap-2 empty:hidden">
              <DecisionButtons rows={[conversion]} />
              <EditAmounts key={conversion.id} conversion={conversion} />
            </div>
          )}
          <ConversionFacts conversion={conversion} />
          <Decisions conversion={conversion} />
          <SheetHistory entity="conversion" id={conversion.id} />
        </div>
      )}
    </LogSheet>
  )
}
