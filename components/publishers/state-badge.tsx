import type { PublisherSummary } from '@/lib/api/app/publishers/shapes'
import { Badge } from '../ui/small'

const looks = {
  active: { name: 'Active', tint: 'positive' },
  inactive: { name: 'Inactive', tint: 'warning' },
  archived: { name: 'Archived', tint: 'neutral' },
} as const

export const stateName = (state: PublisherSummary['state']): string => looks[state].name

export function StateBadge({ state }: { state: PublisherSummary['state'] }) {
  return <Badge tint={looks[state].tint}>{looks[state].name}</Badge>
}
