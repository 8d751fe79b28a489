import { priceUses } from '@/lib/api/v2/offer-options'
import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import { money } from '@/components/ui/format'
import type { Translate } from '@/messages/settings'

type Price = OfferAnswer['default_payout']

/** What an offer pays or earns, after its type: "$12.50", "8%", or both. */
export function priceText(side: 'payout' | 'revenue', price: Price, currency: string, t: Translate<'offers'>) {
  const [type, amount, percent] =
    side === 'payout'
      ? [price.payout_type, price.payout, price.payout_percent]
      : [price.revenue_type, price.revenue, price.revenue_percent]
  const uses = priceUses[type]
  const inMoney = money(String(amount), currency)
  if (uses.amount && uses.percent) return t('prices.both', { amount: inMoney, percent: String(percent) })
  if (uses.amount) return inMoney
  return t(type === 'PRV' ? 'prices.ofRevenue' : 'prices.percent', { percent: String(percent) })
}
