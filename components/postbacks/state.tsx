import { useTranslations } from 'next-intl'
import type { PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import { Badge } from '@/components/ui/small'

type Of = Pick<PostbackAnswer, 'archived' | 'active' | 'switched_off_at' | 'failing_since'>

const isSwitchedOff = ({ archived, switched_off_at: at }: Of) => at !== null && !archived

const isFailing = ({ archived, active, failing_since: since }: Of) => since !== null && active && !archived

/** A postback's state in words, for CSV. */
export function useStateWords(): (postback: Of) => string {
  const t = useTranslations('postbacks')
  const states = useTranslations('catalog.states')
  return (postback) =>
    isSwitchedOff(postback) ? t('switchedOff') : isFailing(postback) ? t('failing') : states(stateOf(postback))
}

/** Whether a postback is sent. */
export function PostbackState({ postback }: { postback: Of }) {
  const t = useTranslations('postbacks')
  if (isSwitchedOff(postback)) return <Badge tint="negative">{t('switchedOff')}</Badge>
  if (isFailing(postback)) return <Badge tint="warning">{t('failing')}</Badge>
  return <StateBadge of={postback} />
}
