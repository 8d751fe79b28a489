import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/small'

const tints = { active: 'positive', inactive: 'warning', archived: 'neutral' } as const

export type RecordState = keyof typeof tints

/** A record's state in one word. Records that can't be inactive are active until they're archived. */
export const stateOf = ({ archived = false, active = true }: { archived?: boolean; active?: boolean }): RecordState =>
  archived ? 'archived' : active ? 'active' : 'inactive'

/** A record's state. */
export function StateBadge({ of }: { of: { archived?: boolean; active?: boolean } }) {
  const t = useTranslations('catalog.states')
  const state = stateOf(of)
  return <Badge tint={tints[state]}>{t(state)}</Badge>
}
