import { useTranslations } from 'next-intl'
import type { ApprovalAnswer } from '@/lib/api/v2/approvals.contract'
import { Badge } from '@/components/ui/small'

const tints = { Approved: 'positive', Pending: 'warning', Rejected: 'negative' } as const

/** Whether a publisher may run an offer. */
export function StatusBadge({ status }: { status: ApprovalAnswer['status'] }) {
  const t = useTranslations('applications.statuses')
  return <Badge tint={tints[status]}>{t(status)}</Badge>
}

export const statusBadge = ({ status }: Pick<ApprovalAnswer, 'status'>) => <StatusBadge status={status} />
