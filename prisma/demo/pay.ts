import type { PayoutType, RevenueType } from '@/lib/database/generated/client'

/** What publishers are paid and advertisers pay: a percentage for sales and of revenue, otherwise an amount, and both for actions with sales. */
export type Pay = {
  type: PayoutType
  payout: number
  revenueType: RevenueType
  revenue: number
  percents?: { payout: number; revenue: number }
}
/** A percentage of each sale. */
export const perSale = (payout: number): Pay => ({ type: 'CPS', payout, revenueType: 'RPS', revenue: payout * 1.25 })
/** An amount for each action, such as a sign-up. */
export const perAction = (payout: number): Pay => ({ type: 'CPA', payout, revenueType: 'RPA', revenue: payout * 1.3 })
/** An amount for each click. */
export const perClick = (payout: number): Pay => ({ type: 'CPC', payout, revenueType: 'RPC', revenue: payout * 1.4 })
/** An amount for each action, and a percentage of its sale. */
export const perActionAndSale = (payout: number, percent: number): Pay => ({
  type: 'CPAxCPS',
  payout,
  revenueType: 'RPAxRPS',
  revenue: payout * 1.3,
  percents: { payout: percent, revenue: percent * 1.25 },
})
/** An amount for 1,000 impressions. */
export const perMille = (payout: number): Pay => ({ type: 'CPM', payout, revenueType: 'RPM', revenue: payout * 1.4 })
/** A percentage of the network’s revenue, itself a percentage of each sale. */
export const shareOfRevenue = (payout: number, revenue: number): Pay => ({
  type: 'PRV',
  payout,
  revenueType: 'RPS',
  revenue,
})
