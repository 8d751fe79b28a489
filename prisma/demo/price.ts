import type { PayoutType, RevenueType } from '@/lib/database/generated/client'
import type { Pay } from './pay'

/** The columns of a price. */
export type PriceColumns = {
  payoutType: PayoutType
  payout: string
  payoutPercent: string
  revenueType: RevenueType
  revenue: string
  revenuePercent: string
}

/** What only uses a percentage. */
const percentages: ReadonlySet<PayoutType | RevenueType> = new Set(['CPS', 'PRV', 'RPS'])

export function priceOf({ type, payout, revenueType, revenue, percents }: Pay): PriceColumns {
  const [payoutAmount, payoutPercent] = columns(type, payout, percents?.payout)
  const [revenueAmount, revenuePercent] = columns(revenueType, revenue, percents?.revenue)
  return {
    payoutType: type,
    payout: payoutAmount,
    payoutPercent,
    revenueType,
    revenue: revenueAmount,
    revenuePercent,
  }
}

function columns(type: PayoutType | RevenueType, value: number, percent = 0): [amount: string, percent: string] {
  return percentages.has(type) ? ['0', text(value)] : [text(value), text(percent)]
}

const text = (value: number) => String(Number(value.toFixed(4)))
