'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { clickDetails } from '@/lib/api/app/clicks/details.contract'
import type { ClickDetails } from '@/lib/reports/click-schema'
import { fullTime, zoneName } from '@/components/ui/format'
import { ProblemView } from '@/components/problems/problem-view'
import { CopyButton } from '@/components/ui/copy-button'
import { Sheet } from '@/components/ui/overlay'
import { withParams } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { ClickFacts } from './click-facts'
import { FactsSkeleton } from './facts'

/** Everything recorded about the click named in the URL. */
export function ClickSheet({ first }: { first?: First<ClickDetails> | undefined }) {
  const t = useTranslations('clicks.click')
  const { params, go } = useUrl()
  const { timezone } = useViewer().organization
  const id = params.get('click')
  const { data, outdated, problem, retry } = useAnswer({
    contract: clickDetails,
    params: { id: id ?? '' },
    first: first && id !== null ? first : undefined,
    enabled: id !== null,
  })
  const click = data?.id === id && !outdated ? data : undefined
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && go(withParams(params, { click: null }))}
      title={t('title')}
      subtitle={click ? t('at', { time: fullTime(click.time, timezone), zone: zoneName(timezone) }) : undefined}
      actions={<CopyButton icon={Link2} label={t('copyLink')} text={() => window.location.href} />}
    >
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : click ? (
        <ClickFacts click={click} />
      ) : (
        <FactsSkeleton label={t('loading')} />
      )}
    </Sheet>
  )
}
