import type { CustomerJourney } from '@/lib/api/app/customers.contract'
import { updateCustomer } from '@/lib/api/dub/customers.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a customer. */
export const customerValues = (customer: CustomerJourney | null) => ({
  name: customer?.name ?? '',
  email: customer?.email ?? '',
  externalId: customer?.external_id ?? '',
  country: customer?.country ?? '',
  avatar: customer?.avatar ?? '',
  stripeCustomerId: customer?.stripe_id ?? '',
})

export const customerForm = defineForm({ to: updateCustomer, values: customerValues(null) })
