import { useTranslations } from 'next-intl'
import type { MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import { Badge } from '@/components/ui/small'

const tints = { can_run: 'positive', waiting: 'warning', can_apply: 'neutral', declined: 'negative' } as const

/** Whether the publisher can run an offer, in a word or two. */
export function accessOf({ access, approval }: Pick<MyOffer, 'access' | 'approval'>): keyof typeof tints {
  return access === 'can_apply' && approval?.status === 'Rejected' ? 'declined' : access
}

export function AccessBadge({ offer }: { offer: Pick<MyOffer, 'access' | 'approval'> }) {
  const t = useTranslations('myOffers.access')
  const access = accessOf(offer)
  return <Badge tint={tints[access]}>{t(access)}</Badge>
}
