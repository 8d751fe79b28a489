import { z } from 'zod'
import { IpStorage, Plan } from '../../database/generated/enums'

// What operations on the organization's settings answer; the page holds the answers to the same.

export const organizationAnswer = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency: z.string(),
  ip_storage: z.enum(IpStorage),
  /** How many days clicks are kept; null is for ever. */
  retention_days: z.int().nullable(),
  plan: z.enum(Plan),
})
export type OrganizationAnswer = z.infer<typeof organizationAnswer>
