import { describe, expect, test } from 'vitest'
import {
  blockedKey,
  type LandingPageRecord,
  type OfferRecord,
  OrganizationCatalog,
  type TrackingDomainRecord,
} from '@/lib/catalog/records'
import { fallbackReasons } from '@/lib/catalog/rules/offer'
import { fallbackOf, reasons } from './reasons'
import type { OfferLink } from './resolve'
import { screen } from './screen'

// What's decided about a click. Rejections that need no more than a catalog are in tracker.test.ts.

const row = { id: '', incrementalId: 7, slug: '', name: '', archived: false }
const offerOf = (values: Partial<OfferRecord> = {}): OfferRecord => ({
  ...row,
  id: 'offer',
  organizationId: 'acme',
  integrationId: 'integration',
  advertiserId: 'advertiser',
  active: true,
  visibility: 'Public',
  fallbackUrl: null,
  fallbackUrls: {},
  blockOnReject: false,
  fraudFilterGroupIds: [],
  offerPreviewEnabled: false,
  parallelTrackingUrl: null,
  impressionForwardingUrl: null,
  targetingGroupId: null,
  simpleTargeting: null,
  deepLinkEnabled: true,
  deepLinkHosts: ['shop.example'],
  cookieTrackingEnabled: false,
  enableJsTracking: false,
  attributionWindowDays: 30,
  viewThroughAttributionEnabled: false,
  viewThroughWindowHours: 24,
  currency: 'USD',
  payoutType: 'CPC',
  payout: '1',
  revenueType: 'RPC',
  revenue: '2',
  ...values,
})
const page: LandingPageRecord = {
  ...row,
  id: 'page',
  offerId: 'offer',
  redirectUrl: 'https://shop.example/',
  previewUrl: null,
  active: true,
  hideFromPublishers: false,
  isDefault: false,
  weight: 0,
}
const domain: TrackingDomainRecord = {
  id: '',
  organizationId: 'acme',
  host: '',
  isCaseSensitive: false,
  expiredUrl: null,
  notFoundUrl: null,
  active: true,
  publishers: null,
}
const german = { country: 'DE', region: 'DE-BE', device: 'Mobile', os: 'iOS', browser: 'Safari', language: 'de' }
const click = { ...german, sub_id: 's1', visitor: '1' }
const only = (...include: string[]) => ({ include, exclude: [] })

function verdict(
  offer: Partial<OfferRecord>,
  {
    redirectUrl,
    setUp,
    ...link
  }: Partial<Omit<OfferLink, 'short'>> & { redirectUrl?: string; setUp?: (acme: OrganizationCatalog) => void },
) {
  const organization = new OrganizationCatalog('acme')
  organization.landingPagesOf.set('offer', [page])
  organization.integrations.set('integration', { id: 'integration', active: true, archived: false })
  organization.targetingGroups.set('germans', { id: 'germans', targeting: { country: only('DE') } })
  organization.targetingGroups.set('austrians', { id: 'austrians', targeting: { country: only('AT') } })
  organization.blockedSubIds.set(blockedKey(3, 7, 's1'), true)
  setUp?.(organization)
  return screen(
    {
      organization,
      domain: undefined,
      offer: offerOf(offer),
      advertiser: { ...row, active: true, networkId: null },
      network: undefined,
      publisher: { ...row, id: 'publisher', active: true },
      landingPage: undefined,
      campaign: undefined,
      short: undefined,
      ...link,
    },
    click,
    redirectUrl,
  )
}

const blockedPublisher = { ...row, incrementalId: 3, active: true }
const approval =
  (status: 'Approved' | 'Pending' | 'Rejected', publisher = 'publisher') =>
  (acme: OrganizationCatalog) =>
    void acme.approvals.set('offer', new Map([[publisher, status]]))

describe('a click', () => {
  test.each<[Parameters<typeof verdict>[0], Parameters<typeof verdict>[1], string]>([
    [{}, {}, ''],
    [{}, { domain }, ''],
    [{}, { domain: { ...domain, active: false } }, 'tracking_domain_inactive'],
    [{ active: false }, {}, 'offer_inactive'],
    [{}, { advertiser: undefined }, 'advertiser_inactive'],
    [{}, { advertiser: { ...row, active: true, networkId: null, archived: true } }, 'advertiser_inactive'],
    [{}, { publisher: { ...row, active: false } }, 'publisher_inactive'],
    [{ visibility: 'Private' }, {}, 'offer_not_approved'],
    [{ visibility: 'Private' }, { setUp: approval('Approved') }, ''],
    [{ visibility: 'Private' }, { setUp: approval('Approved', 'another') }, 'offer_not_approved'],
    [{ visibility: 'Requires_Approval' }, { setUp: approval('Pending') }, 'offer_not_approved'],
    [{ visibility: 'Requires_Approval' }, { setUp: approval('Rejected') }, 'offer_not_approved'],
    [{ visibility: 'Requires_Approval' }, { setUp: approval('Approved') }, ''],
    [{}, { publisher: blockedPublisher }, 'sub_id_blocked'],
    [{ incrementalId: 8 }, { publisher: blockedPublisher }, ''],
    [{ targetingGroupId: 'germans' }, {}, ''],
    [{ targetingGroupId: 'austrians' }, {}, 'country_not_targeted'],
    [{ simpleTargeting: { country: only('DE'), device: only('Desktop') } }, {}, 'device_not_targeted'],
    [{ simpleTargeting: { region: only('DE-BY') } }, {}, 'region_not_targeted'],
    [{ simpleTargeting: { os: only('Android') } }, {}, 'os_not_targeted'],
    [{ simpleTargeting: { browser: only('Chrome') } }, {}, 'browser_not_targeted'],
    [{ simpleTargeting: { language: only('en') } }, {}, 'language_not_targeted'],
    [{}, { landingPage: { ...page, hideFromPublishers: true } }, 'landing_page_hidden'],
    [{}, { landingPage: { ...page, active: false } }, 'landing_page_inactive'],
    [{}, { landingPage: { ...page, redirectUrl: 'ftp://x' } }, 'landing_page_broken'],
    [{}, { setUp: (acme) => acme.landingPagesOf.clear() }, 'landing_page_missing'],
    [{}, { redirectUrl: 'https://evil.example/' }, 'redirect_not_allowed'],
    [{ deepLinkHosts: [] }, { redirectUrl: 'https://shop.example/deep' }, ''],
    [{ deepLinkHosts: [] }, { redirectUrl: 'https://m.shop.example/deep' }, ''],
    [{ deepLinkHosts: [] }, { redirectUrl: 'https://evil.example/' }, 'redirect_not_allowed'],
    [{ deepLinkHosts: ['other.example'] }, { redirectUrl: 'https://shop.example/deep' }, 'redirect_not_allowed'],
    [{ deepLinkHosts: [], deepLinkEnabled: false }, { redirectUrl: 'https://shop.example/' }, 'redirect_not_allowed'],
    [
      { deepLinkHosts: [] },
      {
        redirectUrl: 'https://shop.example/',
        setUp: (acme) =>
          void acme.landingPagesOf.set('offer', [{ ...page, redirectUrl: 'https://www.shop.example/?c={click_id}' }]),
      },
      '',
    ],
    [
      { deepLinkHosts: [] },
      {
        redirectUrl: 'https://shop.example/',
        setUp: (acme) => void acme.landingPagesOf.set('offer', [{ ...page, archived: true }]),
      },
      'redirect_not_allowed',
    ],
    [
      {},
      { redirectUrl: 'https://shop.example/deep', landingPage: { ...page, active: false } },
      'landing_page_inactive',
    ],
    // The first reason counts.
    [{ active: false, simpleTargeting: { country: only('AT') } }, { publisher: blockedPublisher }, 'offer_inactive'],
    [{ simpleTargeting: { country: only('AT') } }, { publisher: blockedPublisher }, 'sub_id_blocked'],
  ])('%j %j: %s', (offer, link, reason) => expect(verdict(offer, link).reason).toBe(reason))
})

describe('a rejected click goes', () => {
  const fallbackUrl = 'https://fallback.example/'
  const to = (offer: Partial<OfferRecord>, link: Parameters<typeof verdict>[1] = {}) =>
    verdict(offer, link).destination?.url.href

  test('to the fallback for its reason, otherwise to the general one, otherwise nowhere', () => {
    const elsewhere = { simpleTargeting: { country: only('AT') } }
    const fallbackUrls = { targeting: 'https://elsewhere.example/' }
    expect(to({ ...elsewhere, fallbackUrl, fallbackUrls })).toBe('https://elsewhere.example/')
    expect(to({ ...elsewhere, fallbackUrls })).toBe('https://elsewhere.example/')
    expect(to({ ...elsewhere, fallbackUrl })).toBe(fallbackUrl)
    expect(to(elsewhere)).toBeUndefined()
    expect(to({ active: false, fallbackUrl, fallbackUrls })).toBe(fallbackUrl)
  })

  test.each([
    ['inactive', { active: false }, {}],
    ['not_approved', { visibility: 'Private' }, {}],
    ['targeting', { simpleTargeting: { os: only('Android') } }, {}],
    ['blocked_sub_id', {}, { publisher: blockedPublisher }],
    ['landing_page', {}, { landingPage: { ...page, hideFromPublishers: true } }],
    ['deep_link', {}, { redirectUrl: 'https://evil.example/' }],
  ] as const)('to the one for %s', (name, offer, link) => {
    const fallbackUrls = Object.fromEntries(
      fallbackReasons.map((each) => [each, `https://${each.replaceAll('_', '-')}.example/`]),
    )
    expect(to({ ...offer, fallbackUrl, fallbackUrls }, link)).toBe(fallbackUrls[name])
  })

  test('to a fallback that its reason is listed for', () => {
    expect([...Object.keys(fallbackOf), 'link_expired'].toSorted()).toEqual(Object.keys(reasons).toSorted())
  })
})
