import { perAction, perClick, perSale } from './pay'
import { advertiser, offer, type OrganizationPlan } from './plan'

const american = { US: 0.89, CA: 0.07, MX: 0.02, GB: 0.02 }
const pacific = { US: 0.72, AU: 0.1, JP: 0.08, SG: 0.05, CA: 0.05 }

/** The other organization, in the United States. */
export const harborlight: OrganizationPlan = {
  name: 'Harborlight Partners',
  slug: 'harborlight',
  timezone: 'America/New_York',
  currency: 'USD',
  ipStorage: 'full',
  share: 0.12,
  admin: { firstName: 'Marcus', lastName: 'Reyes', email: 'marcus@harborlight.example' },
  accountManager: {
    firstName: 'Dana',
    lastName: 'Whitfield',
    email: 'dana@harborlight.example',
    publishers: ['Clipwise', 'The Daily Stack'],
  },
  integrations: ['Storefronts'],
  networks: ['Keystone Performance', 'Lakeshore Affiliates', 'Redwood Exchange'],
  advertisers: [
    advertiser('Granite & Pine', 'home', 'Keystone Performance', 6, [
      offer('Shop', perSale(6), { deepLinks: true }),
      offer('Design consultation', perAction(25), { share: 0.3 }),
    ]),
    advertiser('Harbor Coffee', 'food', 'Lakeshore Affiliates', 4, [offer('Subscription', perAction(9))]),
    advertiser('Summit Loft', 'home', 'Keystone Performance', 5, [
      offer('Mattresses', perAction(60), { fallback: true }),
    ]),
    advertiser('Trailhead Supply', 'sport', 'Redwood Exchange', 4, [
      offer('Outdoor shop', perSale(7), { deepLinks: true }),
      offer('Winter clearance', perSale(9), { share: 0.5, endedDaysAgo: 40 }),
    ]),
    advertiser('Brightline Eyewear', 'fashion', 'Lakeshore Affiliates', 3, [offer('Frames', perSale(12))]),
    advertiser('Copperfield Insurance', 'finance', null, 2, [
      offer('Quote', perAction(16), { visibility: 'Requires_Approval' }),
    ]),
    advertiser('Juniper Pet', 'family', 'Redwood Exchange', 3, [offer('Autoship', perClick(0.22))]),
  ],
  publishers: [
    { name: 'Clipwise', kind: 'coupon', size: 50, audience: american, verticals: [], growth: 1.2 },
    {
      name: 'The Daily Stack',
      kind: 'newsletter',
      size: 28,
      audience: american,
      verticals: ['food', 'home', 'finance'],
      growth: 1.3,
    },
    { name: 'Trailnotes', kind: 'content', size: 14, audience: pacific, verticals: ['sport', 'family'], growth: 1.1 },
    { name: 'Porchlight Home', kind: 'content', size: 7, audience: american, verticals: ['home'], growth: 0.9 },
    {
      name: 'Lens & Look',
      kind: 'social',
      size: 3,
      audience: american,
      verticals: ['fashion'],
      growth: 1.6,
      equipment: { phones: 0.93, app: 'instagram' },
    },
  ],
  happenings: [
    { kind: 'promotion', daysAgo: 61, days: 4, factor: 2.1, verticals: ['home'] },
    { kind: 'outage', daysAgo: 37, days: 1, factor: 0.1, publishers: ['Clipwise'] },
    { kind: 'bots', daysAgo: 20, days: 3, factor: 6, publishers: ['The Daily Stack'] },
  ],
}
