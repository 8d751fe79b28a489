'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Contract } from '@/lib/api/contract'
import { useAnswer, type First } from '@/components/api/use-answer'
import { FactsSkeleton } from '@/components/clicks/facts'
import { ProblemView } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { CopyButton } from '@/components/ui/copy-button'
import { fullTime, zoneName } from '@/components/ui/format'
import { Sheet } from '@/components/ui/overlay'
import { useUrl } from '@/components/url/use-url'
import { opened, type OpenKey } from './log'

/** The details of the row that the URL names. */
export function LogSheet<R extends z.ZodType<{ id: string; time: string }>>({
  contract,
  opens = 'item',
  first,
  words,
  children,
}: {
  /** Reads a row by its ID. */
  contract: Pick<Contract, 'id' | 'path'> & { response: R }
  opens?: OpenKey
  first?: First<z.output<R>> | undefined
  words: { title: string; copyLink: string; loading: string }
  children: (row: z.output<R>) => ReactNode
}) {
  const t = useTranslations('logs')
  const { params, go } = useUrl()
  const { timezone } = useViewer().organization
  const id = params.get(opens)
  const { data, outdated, problem, retry } = useAnswer({
    contract,
    params: { id: id ?? '' },
    first: first && id !== null ? first : undefined,
    enabled: id !== null,
  })
  const row = data?.id === id && !outdated ? data : undefined
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && go(opened(params, opens, null))}
      title={words.title}
      subtitle={row ? t('at', { time: fullTime(row.time, timezone), zone: zoneName(timezone) }) : undefined}
      actions={<CopyButton icon={Link2} label={words.copyLink} text={() => window.location.href} />}
    >
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : row ? (
        children(row)
      ) : (
        <FactsSkeleton label={words.loading} />
      )}
    </Sheet>
  )
}
