import { z } from 'zod'
import type { Publisher } from '@/lib/database/generated/client'

/** Whom a statement is for. */
export const billing = z.object({
  name: z.string(),
  address: z.string(),
  /** ISO 3166-1 alpha-2, or ''. */
  country: z.string(),
  taxId: z.string(),
  email: z.string(),
  paymentMethod: z.string(),
})
export type Billing = z.output<typeof billing>

/** The columns of a publisher that say so. */
export const billingColumns = {
  name: true,
  companyName: true,
  address: true,
  city: true,
  country: true,
  billingName: true,
  billingAddress: true,
  billingCountry: true,
  billingTaxId: true,
  billingEmail: true,
  paymentMethod: true,
} as const

/** A publisher's billing details. What's missing is the publisher's own. */
export function billingOf(publisher: Pick<Publisher, keyof typeof billingColumns>): Billing {
  const own = [publisher.address, publisher.city].filter((part) => part !== '').join('\n')
  return {
    name: publisher.billingName || publisher.companyName || publisher.name,
    address: publisher.billingAddress || own,
    country: publisher.billingCountry || publisher.country,
    taxId: publisher.billingTaxId,
    email: publisher.billingEmail,
    paymentMethod: publisher.paymentMethod,
  }
}
