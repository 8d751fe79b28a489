import { perAction, perSale } from './pay'
import type { TermsPlan } from './terms-plan'

/** What Harborlight agrees on with its advertisers and publishers. */
export const harborlightTerms: TermsPlan = {
  tags: [
    { name: 'Key account', color: 'green', advertisers: ['Granite & Pine'], publishers: ['Clipwise'] },
    { name: 'Holiday season', color: 'red', offers: ['Summit Loft – Mattresses'] },
  ],
  domains: [{ host: 'go.harborlight.example', description: 'For all publishers.' }],
  targetingGroups: [
    {
      name: 'North America',
      description: '',
      targeting: { country: { include: ['US', 'CA'] } },
      offers: ['Copperfield Insurance – Quote'],
    },
  ],
  targeting: {},
  fraudFilterGroups: [
    {
      name: 'Standard',
      description: '',
      filters: [{ kind: 'bot', action: 'Flag' }],
      offers: ['Juniper Pet – Autoship'],
    },
  ],
  conditions: {},
  restrictions: {},
  events: [{ offer: 'Harbor Coffee – Subscription', name: 'Second delivery', pay: perAction(4) }],
  applications: [],
  customPayouts: [{ publisher: 'Clipwise', offer: 'Granite & Pine – Shop', pay: perSale(7) }],
  customThrottles: [],
  blockedSubIds: [],
  caps: [
    {
      offer: 'Juniper Pet – Autoship',
      metric: 'Clicks',
      period: 'Month',
      action: 'Fallback',
      limit: { used: 0.8 },
      daysAgo: 70,
    },
  ],
  retired: { integrations: [], networks: [], advertisers: [], publishers: [], offers: [], landingPages: [] },
}
