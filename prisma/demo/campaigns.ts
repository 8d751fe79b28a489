import type { Day } from '@/lib/time'
import type { Kind } from './plan'

/** Weekdays on which broadcasts are sent; Sunday is 0. */
export const SENDING_DAYS = { newsletter: [2, 5], messenger: [4] } as const

type CampaignPlan = { name: string; kind: string; channel: string; sent: Day | null }

/**
 * The campaigns of a publisher of this kind, by which it tells its readers of offers.
 * @param days those with clicks
 */
export function campaignsOf(kind: Kind, days: readonly Day[]): CampaignPlan[] {
  const flow = (name: string, channel: string): CampaignPlan => ({ name, kind: 'flow', channel, sent: null })
  const promotion = (name: string, channel: string): CampaignPlan => ({ name, kind: 'promotion', channel, sent: null })
  const broadcasts = (name: string, channel: string, weekdays: readonly number[]) =>
    days
      .filter((day) => weekdays.includes(new Date(day).getUTCDay()))
      .map((day): CampaignPlan => ({ name: `${name} ${day}`, kind: 'broadcast', channel, sent: day }))
  if (kind === 'newsletter') {
    return [
      flow('Welcome series', 'email'),
      flow('Come back', 'email'),
      ...broadcasts('Newsletter', 'email', SENDING_DAYS.newsletter),
    ]
  }
  if (kind === 'messenger') {
    return [
      flow('Welcome chat', 'whatsapp'),
      flow('Abandoned basket', 'whatsapp'),
      ...broadcasts('Drop', 'whatsapp', SENDING_DAYS.messenger),
    ]
  }
  if (kind === 'social')
    return [promotion('Link in bio', 'social'), promotion('Story', 'social'), promotion('Creator week', 'social')]
  if (kind === 'search')
    return [
      promotion('Brand keywords', 'search'),
      promotion('Generic keywords', 'search'),
      promotion('Shopping feed', 'search'),
    ]
  return []
}
