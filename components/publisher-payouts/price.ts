import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { priceUses } from '@/lib/api/v2/offer-options'
import { money } from '@/components/ui/format'
import type { Translate } from '@/messages/settings'

export type PriceType = CustomPayoutAnswer['payout_type'] | CustomPayoutAnswer['revenue_type']

/** The types that people can choose for each side, in the order of how common they are. */
export const priceTypes = {
  payout: ['Unknown', 'CPA', 'CPS', 'CPAxCPS', 'CPC', 'CPM', 'PRV'],
  revenue: ['Unknown', 'RPA', 'RPS', 'RPAxRPS', 'RPC', 'RPM'],
} as const satisfies {
  payout: readonly CustomPayoutAnswer['payout_type'][]
  revenue: readonly CustomPayoutAnswer['revenue_type'][]
}

/** The parts that a price of this type consists of. Unknown has no effect. */
export const usedBy = (type: PriceType): { amount: boolean; percent: boolean } =>
  type === 'Unknown' ? { amount: false, percent: false } : priceUses[type]

/** A price in words: "CPA 12.50 USD", "CPS 8%", or that it's the offer's. */
export function priceText(
  { type, amount, percent, currency }: { type: PriceType; amount: number; percent: number; currency: string },
  t: Translate<'publishers.payouts'>,
): string {
  const uses = usedBy(type)
  const sum = money(String(amount), currency)
  if (uses.amount && uses.percent) return t('both', { type, amount: sum, percent: String(percent) })
  if (uses.amount) return t('amountOnly', { type, amount: sum })
  return uses.percent ? t('percentOnly', { type, percent: String(percent) }) : t('asOffer')
}
