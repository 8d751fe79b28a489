import type { z } from 'zod'
import type { fraudFilterGroupInput } from '@/lib/catalog/rules/fraud-filters'
import type { targeting } from '@/lib/catalog/rules/targeting'
import type { CapAction, CapMetric, CapPeriod, ThrottleStatus } from '@/lib/database/generated/client'
import type { Pay } from './pay'

// What organizations agree on with advertisers and publishers, by their names. Offers are called “Advertiser – Offer”.

export type EventPlan = { offer: string; name: string; pay: Pay; active?: boolean; archived?: boolean }
export type PayoutPlan = { publisher: string; offer: string; event?: string; pay: Pay; archived?: boolean }
export type ThrottlePlan = {
  publisher: string
  offer: string
  percentage: number
  status: ThrottleStatus
  subIds?: readonly string[]
  active?: boolean
  archived?: boolean
}
export type BlockPlan = {
  publisher: string
  offer: string
  subId: string
  description: string
  daysAgo: number
  archived?: boolean
}
export type CapPlan = {
  offer: string
  publisher?: string
  subId?: string
  metric: CapMetric
  period: CapPeriod
  action: CapAction
  /** A limit, or how much of it is used, by which it's set. */
  limit: number | { used: number }
  daysAgo: number
  active?: boolean
  archived?: boolean
}
/** An approval that isn't left to chance. */
export type ApplicationPlan = {
  publisher: string
  offer: string
  status: 'Approved' | 'Pending' | 'Rejected'
  note: string
  answer?: string
  daysAgo: number
}

export type TermsPlan = {
  tags: readonly {
    name: string
    color: string
    advertisers?: readonly string[]
    publishers?: readonly string[]
    offers?: readonly string[]
    archived?: boolean
  }[]
  /** A domain without publishers is for all of them. None is the default, so that the demo's links work where it runs. */
  domains: readonly {
    host: string
    description: string
    publishers?: readonly string[]
    active?: boolean
    archived?: boolean
  }[]
  targetingGroups: readonly {
    name: string
    description: string
    targeting: z.input<typeof targeting>
    offers: readonly string[]
    archived?: boolean
  }[]
  /** Targeting of single offers. */
  targeting: Readonly<Record<string, z.input<typeof targeting>>>
  fraudFilterGroups: readonly (Pick<z.input<typeof fraudFilterGroupInput>, 'name' | 'description' | 'filters'> & {
    offers: readonly string[]
    events?: readonly string[]
    active?: boolean
    archived?: boolean
  })[]
  /** Terms and conditions of offers. */
  conditions: Readonly<Record<string, string>>
  /** What publishers must not do. */
  restrictions: Readonly<Record<string, string>>
  events: readonly EventPlan[]
  applications: readonly ApplicationPlan[]
  customPayouts: readonly PayoutPlan[]
  customThrottles: readonly ThrottlePlan[]
  blockedSubIds: readonly BlockPlan[]
  caps: readonly CapPlan[]
  /** Records that were given up before the first click that's still known. */
  retired: {
    integrations: readonly { name: string; description: string; archived: boolean }[]
    networks: readonly string[]
    advertisers: readonly { name: string; archived: boolean }[]
    publishers: readonly string[]
    offers: readonly { advertiser: string; name: string; pay: Pay }[]
    landingPages: readonly { offer: string; name: string }[]
  }
}
