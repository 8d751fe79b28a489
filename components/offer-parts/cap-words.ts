import type { CapAnswer } from '@/lib/api/v2/caps.contract'
import type { Translate } from '@/messages/settings'
import { moneyOf } from '@/components/catalog/price-text'

type T = Translate<'offerParts.caps'>

/** A number of what a cap counts: `1,000 clicks`, `50.00 EUR payout`. */
export const countedText = (metric: CapAnswer['metric'], amount: number, currency: string, t: T): string =>
  metric === 'Clicks' || metric === 'Conversions'
    ? t(`counted.${metric}`, { count: amount })
    : t(`counted.${metric}`, { amount: moneyOf(amount, currency) })

/** What a cap allows: `1,000 clicks per day`. */
export const capName = ({ metric, limit, period }: CapAnswer, currency: string, t: T): string =>
  t(`per.${period}`, { limit: countedText(metric, limit, currency, t) })

/** Whose clicks count. */
export function capScope({ publisher, sub_id: subId }: CapAnswer, t: T): string {
  if (!publisher) return t('everyone')
  return subId === null ? publisher.name : t('subIdOf', { publisher: publisher.name, subId })
}
