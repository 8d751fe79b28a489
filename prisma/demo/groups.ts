import type { z } from 'zod'
import type { fraudFilterGroupInput } from '@/lib/catalog/rules/fraud-filters'
import type { tagInput } from '@/lib/catalog/rules/tag'
import type { targetingGroupInput } from '@/lib/catalog/rules/targeting'
import type { trackingDomainInput } from '@/lib/catalog/rules/tracking-domain'
import type { Stamp, Stamper } from './stamp'
import type { TermsPlan } from './terms-plan'

/** What several advertisers, publishers, and offers share. */
export type DemoGroups = {
  tags: (z.input<typeof tagInput> & Stamp)[]
  trackingDomains: (z.input<typeof trackingDomainInput> & Stamp)[]
  targetingGroups: (z.input<typeof targetingGroupInput> & Stamp)[]
  fraudFilterGroups: (z.input<typeof fraudFilterGroupInput> & Stamp)[]
}

export function groupsOf(plan: TermsPlan, stamp: Stamper): DemoGroups {
  return {
    tags: plan.tags.map(({ name, color, archived }, index) => ({ ...stamp(500 - 40 * index, archived), name, color })),
    trackingDomains: plan.domains.map(({ host, description, active = true, archived }, index) => ({
      ...stamp(350 + 80 * index, archived),
      host,
      description,
      active,
    })),
    targetingGroups: plan.targetingGroups.map(({ name, description, targeting, archived }, index) => ({
      ...stamp(580 - 20 * index, archived),
      name,
      description,
      targeting,
    })),
    fraudFilterGroups: plan.fraudFilterGroups.map(({ name, description, filters, active = true, archived }, index) => ({
      ...stamp(420 - 60 * index, archived),
      name,
      description,
      filters,
      active,
    })),
  }
}
