import { useTranslations } from 'next-intl'
import type { StatementSummary } from '@/lib/api/v2/statements.contract'
import { Badge } from '@/components/ui/small'

const tints = { draft: 'neutral', approved: 'warning', paid: 'positive' } as const

/** How far a statement is. What's approved still has to be paid. */
export function StatusBadge({ status }: Pick<StatementSummary, 'status'>) {
  const t = useTranslations('statements.status')
  return <Badge tint={tints[status]}>{t(status)}</Badge>
}
