import { z } from 'zod'
import { IpStorage, Plan } from '@/lib/database/generated/enums'

// Response schema of the organization settings, which the page uses to validate responses too.

export const organizationAnswer = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency: z.string(),
  ip_storage: z.enum(IpStorage),
  /** How many days to keep clicks; null means forever. */
  retention_days: z.int().nullable(),
  plan: z.enum(Plan),
})
export type OrganizationAnswer = z.infer<typeof organizationAnswer>
