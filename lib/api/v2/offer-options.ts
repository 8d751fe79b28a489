import { PayoutType, RevenueType, type Visibility } from '@/lib/database/generated/enums'

// What the fields of offers can be, for forms and filters. Safe in the browser.

export { fallbackReasons } from '@/lib/catalog/rules/offer'
export { priceUses } from '@/lib/catalog/rules/price'
export { mismatch } from '@/lib/catalog/targeting'
export { targetingDimensions, type TargetingDimension } from '@/lib/catalog/rules/targeting'

export const payoutTypes = Object.values(PayoutType)
export const revenueTypes = Object.values(RevenueType)
/** From the most open to the least. */
export const visibilities = ['Public', 'Requires_Approval', 'Private'] as const satisfies readonly Visibility[]
