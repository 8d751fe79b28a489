import type { CustomerRow } from '@/lib/api/app/customers.contract'

/** What to call a customer: by name, or else by email address or ID. */
export const customerName = ({ name, email, external_id: id }: Pick<CustomerRow, 'name' | 'email' | 'external_id'>) =>
  name || email || id
