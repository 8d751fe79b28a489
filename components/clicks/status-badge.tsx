import type { ClickSummary } from '@/lib/reports/shapes'
import { Badge } from '../ui/small'

/** Whether a click counts, in words; coloured only where it does not. */
export function StatusBadge({ click }: { click: Pick<ClickSummary, 'status' | 'bot'> }) {
  return (
    <span className="inline-flex gap-1.5">
      <Badge tint={click.status === 'Approved' ? 'neutral' : 'negative'}>{click.status}</Badge>
      {click.bot && <Badge tint="warning">Bot</Badge>}
    </span>
  )
}
