'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { readConversion } from '@/lib/api/app/conversions/details.contract'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import { useAnswer, type First } from '@/components/api/use-answer'
import { FactsSkeleton } from '@/components/clicks/facts'
import { SheetHistory } from '@/components/catalog/sheet-history'
import { ProblemView } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { CopyButton } from '@/components/ui/copy-button'
import { fullTime, zoneName } from '@/components/ui/format'
import { Sheet } from '@/components/ui/overlay'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ConversionFacts } from './conversion-facts'
import { DecisionButtons } from './decide'
import { EditAmounts } from './edit-amounts'
import { Decisions, Why } from './why'

/** The conversion named in the URL: its price, its click, what decided about it, and what can be decided. */
export function ConversionSheet({ first }: { first?: First<ConversionDetails> | undefined }) {
  const t = useTranslations('conversions.sheet')
  const { params, go } = useUrl()
  const { timezone } = useViewer().organization
  const id = params.get('item')
  const { data, outdated, problem, retry } = useAnswer({
    contract: readConversion,
    params: { id: id ?? '' },
    first: first && id !== null ? first : undefined,
    enabled: id !== null,
  })
  const conversion = data?.id === id && !outdated ? data : undefined
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && go(withParams(params, { item: null, changes: null }))}
      title={t('title')}
      subtitle={
        conversion ? t('at', { time: fullTime(conversion.time, timezone), zone: zoneName(timezone) }) : undefined
      }
      actions={<CopyButton icon={Link2} label={t('copyLink')} text={() => window.location.href} />}
    >
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : conversion ? (
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
      ) : (
        <FactsSkeleton label={t('loading')} />
      )}
    </Sheet>
  )
}
