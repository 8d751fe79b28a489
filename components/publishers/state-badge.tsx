import { useTranslations } from 'next-intl'
import type { PublisherSummary } from '@/lib/api/app/publishers/directory.contract'
import { Badge } from '@/components/ui/small'

const tints = { active: 'positive', inactive: 'warning', archived: 'neutral' } as const

/** A publisher's status. */
export function StateBadge({ state }: { state: PublisherSummary['state'] }) {
  const t = useTranslations('publishers.states')
  return <Badge tint={tints[state]}>{t(state)}</Badge>
}
