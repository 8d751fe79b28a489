import { useTranslations } from 'next-intl'
import type { LinkTestStatus } from '@/lib/link-tests/reasons'
import { Badge } from '@/components/ui/small'

const tints = { Success: 'positive', Failed: 'negative', Skipped: 'neutral' } as const

/** How a test went. */
export function StatusBadge({ status }: { status: LinkTestStatus }) {
  const t = useTranslations('linkTests.statuses')
  return <Badge tint={tints[status]}>{t(status)}</Badge>
}
