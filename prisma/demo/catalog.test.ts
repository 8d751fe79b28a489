import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ApprovalStatus, CapAction, PayoutType, RevenueType, Visibility } from '@/lib/database/generated/enums'
import { advertiserInput } from '@/lib/catalog/rules/advertiser'
import { approvalInput } from '@/lib/catalog/rules/approval'
import { blockedSubIdInput } from '@/lib/catalog/rules/blocked-sub-id'
import { campaignInput } from '@/lib/catalog/rules/campaign'
import { capInput } from '@/lib/catalog/rules/cap'
import { customPayoutInput } from '@/lib/catalog/rules/custom-payout'
import { fraudFilterGroupInput } from '@/lib/catalog/rules/fraud-filters'
import { integrationInput } from '@/lib/catalog/rules/integration'
import { landingPageInput } from '@/lib/catalog/rules/landing-page'
import { networkInput } from '@/lib/catalog/rules/network'
import { offerInput } from '@/lib/catalog/rules/offer'
import { offerEventInput } from '@/lib/catalog/rules/offer-event'
import { folderInput } from '@/lib/catalog/rules/folder'
import { shortLinkInput } from '@/lib/catalog/rules/short-link'
import { organizationInput } from '@/lib/catalog/rules/organization'
import { publisherInput } from '@/lib/catalog/rules/publisher'
import { subIdInput } from '@/lib/catalog/rules/sub-id'
import { tagInput } from '@/lib/catalog/rules/tag'
import { targetingGroupInput } from '@/lib/catalog/rules/targeting'
import { throttleInput } from '@/lib/catalog/rules/throttle'
import { trackingDomainInput } from '@/lib/catalog/rules/tracking-domain'
import { userInput } from '@/lib/catalog/rules/user'
import { compileTemplate } from '@/lib/macros'
import { openGeo } from '@/lib/tracking/geo'
import { demoOrganizations, organizationIds } from './catalog'
import { addressAt, allPlaces, writeAddress } from './places'
import { Random } from './random'

const lastDay = '2026-11-20'
const organizations = demoOrganizations({ seed: 'test', lastDay })

/** Checks records against a rule of the catalog, ignoring the fields the catalog sets itself. */
function obey(rule: z.ZodType, rows: readonly object[]): void {
  const given = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(
        ([key]) => !['organizationId', 'incrementalId', 'slug', 'updatedAt', 'archivedAt'].includes(key),
      ),
    ),
  )
  expect(() => z.array(rule).parse(given)).not.toThrow()
}

test('has the size of a real network', () => {
  const count = (of: (organization: (typeof organizations)[number]) => readonly unknown[]) =>
    organizations.reduce((sum, one) => sum + of(one).length, 0)
  expect(organizations.map(({ row }) => row.timezone)).toEqual(['Europe/Berlin', 'America/New_York'])
  expect(count(({ advertisers }) => advertisers)).toBeGreaterThan(35)
  expect(count(({ publishers }) => publishers)).toBe(25)
  expect(count(({ offers }) => offers)).toBeGreaterThan(55)
  expect(count(({ networks }) => networks)).toBeGreaterThan(6)
})

describe('shows every kind of record', () => {
  const [main] = organizations
  if (!main) throw new Error('The demo has an organization.')
  const { offers, publishers, advertisers, groups, terms, termsPlan, retired, approvals } = main
  const caps = main.caps.map(({ row }) => row)
  const values = <T>(list: readonly T[]) => new Set(list)

  test('offers of every payout and revenue type and visibility, with terms, targeting, and several landing pages', () => {
    expect(values(offers.map(({ row }) => row.payoutType))).toEqual(values(Object.values(PayoutType)))
    expect(values(offers.map(({ row }) => row.revenueType))).toEqual(values(Object.values(RevenueType)))
    expect(values(offers.map(({ row }) => row.visibility))).toEqual(values(Object.values(Visibility)))
    expect(offers.some(({ row }) => row.termsAndConditionsEnabled)).toBe(true)
    expect(offers.some(({ row }) => row.targetingSimpleEnabled)).toBe(true)
    expect(offers.some(({ row }) => groups.targetingGroups.some(({ id }) => id === row.targetingGroupId))).toBe(true)
    expect(offers.some(({ landingPages }) => landingPages.filter(({ weight }) => (weight ?? 0) > 0).length > 2)).toBe(
      true,
    )
    expect(terms.events.length).toBeGreaterThan(5)
  })

  test('applications waiting, approved, and declined, the waiting ones not for long', () => {
    const applied = approvals.filter(({ appliedAt }) => appliedAt)
    expect(values(applied.map(({ status }) => status))).toEqual(values(Object.values(ApprovalStatus)))
    expect(applied.filter(({ applicationNote }) => applicationNote).length).toBeGreaterThan(3)
    expect(applied.some(({ termsVersion }) => termsVersion === 1)).toBe(true)
    for (const { status, createdAt, decidedAt } of approvals)
      if (status === 'Pending') expect(Date.parse(lastDay) - createdAt.getTime()).toBeLessThan(33 * 24 * 60 * 60 * 1000)
      else expect(decidedAt?.getTime()).toBeGreaterThan(createdAt.getTime())
  })

  test('fraud filters of many kinds, on offers and events', () => {
    const kinds = groups.fraudFilterGroups.flatMap(({ filters = [] }) => filters.map(({ kind }) => kind))
    expect(kinds.length).toBeGreaterThan(10)
    expect(termsPlan.fraudFilterGroups.some(({ offers: used }) => used.length > 0)).toBe(true)
    expect(termsPlan.fraudFilterGroups.some(({ events = [] }) => events.length > 0)).toBe(true)
  })

  test('domains for all publishers and for some, and no default, so that links work where the demo runs', () => {
    const current = termsPlan.domains.filter(({ active = true, archived = false }) => active && !archived)
    expect(current.map(({ publishers: some = [] }) => some.length > 0)).toEqual([false, true])
    expect(groups.trackingDomains.some(({ isDefault }) => isDefault)).toBe(false)
  })

  test('caps of every action, some of which are close to full', () => {
    expect(values(caps.map(({ action }) => action))).toEqual(values(Object.values(CapAction)))
    expect(caps.some(({ publisherId }) => publisherId)).toBe(true)
    expect(caps.some(({ subId }) => subId)).toBe(true)
    expect(main.caps.filter(({ limit }) => typeof limit === 'object' && limit.used > 0.9).length).toBeGreaterThan(1)
  })

  test('custom payouts, throttles, blocks, tags, managers, and billing details', () => {
    expect(terms.customPayouts.some(({ offerEventId }) => offerEventId)).toBe(true)
    expect(values(terms.customThrottles.map(({ throttleStatus }) => throttleStatus)).size).toBe(2)
    expect(terms.blockedSubIds.length).toBeGreaterThan(2)
    const tagged = termsPlan.tags.flatMap((tag) => [...(tag.advertisers ?? []), ...(tag.offers ?? [])])
    expect(tagged.length).toBeGreaterThan(5)
    expect(advertisers.some(({ row }) => row.managerId)).toBe(true)
    expect(publishers.some(({ row }) => row.managerId)).toBe(true)
    expect(publishers.every(({ row }) => row.billingName && row.billingTaxId && row.paymentMethod)).toBe(true)
  })

  test('an archived and an inactive record of each kind that can be', () => {
    const archived = [...Object.values(groups), ...Object.values(terms), ...Object.values(retired), caps]
    expect(archived).toHaveLength(16)
    for (const rows of archived) expect(rows.some(({ archivedAt }) => archivedAt)).toBe(true)
    const active = [
      [...main.integrations, ...retired.integrations],
      [...advertisers.map(({ row }) => row), ...retired.advertisers],
      publishers.map(({ row }) => row),
      offers.map(({ row }) => row),
      offers.flatMap(({ landingPages }) => landingPages),
      terms.events,
      terms.customThrottles,
      groups.trackingDomains,
      groups.fraudFilterGroups,
      caps,
    ]
    for (const rows of active) expect(rows.some((row) => 'active' in row && row.active === false)).toBe(true)
  })
})

test('is the same for the same seed and day, and its organizations don’t depend on the day', () => {
  expect(demoOrganizations({ seed: 'test', lastDay })).toEqual(organizations)
  const later = demoOrganizations({ seed: 'test', lastDay: '2027-01-04' })
  expect(later.map(({ row }) => row.id)).toEqual(organizationIds('test'))
  expect(later.map(({ row }) => row.id)).toEqual(organizations.map(({ row }) => row.id))
  expect(demoOrganizations({ seed: 'other', lastDay })[0]?.row.id).not.toBe(organizations[0]?.row.id)
})

describe.each(organizations)('$row.name', (organization) => {
  const { row, integrations, networks, advertisers, publishers, offers, campaigns, approvals, users } = organization
  const { groups, terms, caps, retired, shortLinks } = organization

  test('obeys the rules of the catalog', () => {
    obey(organizationInput, [row])
    obey(integrationInput, integrations)
    obey(networkInput, networks)
    obey(
      advertiserInput,
      advertisers.map((advertiser) => advertiser.row),
    )
    obey(
      publisherInput,
      publishers.map((publisher) => publisher.row),
    )
    obey(
      offerInput,
      offers.map((offer) => offer.row),
    )
    obey(
      landingPageInput,
      offers.flatMap(({ landingPages }) => landingPages),
    )
    obey(
      campaignInput,
      campaigns.map((campaign) => campaign.row),
    )
    obey(approvalInput, approvals)
    obey(userInput, users)
    obey(tagInput, groups.tags)
    obey(folderInput, shortLinks.folders)
    obey(
      shortLinkInput,
      shortLinks.links.map(({ row: link }) => link),
    )
    obey(trackingDomainInput, groups.trackingDomains)
    obey(targetingGroupInput, groups.targetingGroups)
    obey(fraudFilterGroupInput, groups.fraudFilterGroups)
    obey(offerEventInput, terms.events)
    obey(subIdInput, terms.subIds)
    obey(blockedSubIdInput, terms.blockedSubIds)
    obey(customPayoutInput, terms.customPayouts)
    obey(throttleInput, terms.customThrottles)
    obey(
      capInput,
      caps.map((cap) => ({ ...cap.row, limit: 100 })),
    )
    obey(integrationInput, retired.integrations)
    obey(networkInput, retired.networks)
    obey(advertiserInput, retired.advertisers)
    obey(publisherInput, retired.publishers)
    obey(offerInput, retired.offers)
    obey(landingPageInput, retired.landingPages)
  })

  test('only links to domains that can’t be owned, with the click ID in the URL', () => {
    for (const { landingPages, row: offer } of offers) {
      expect(landingPages.some(({ active }) => active)).toBe(true)
      for (const { redirectUrl } of landingPages) {
        expect(compileTemplate(redirectUrl)?.url.hostname).toMatch(/\.example$/)
        expect(redirectUrl).toMatch(/\{(click_id|transaction_id)\}/)
      }
      for (const host of offer.deepLinkHosts) expect(host).toMatch(/\.example$/)
    }
    for (const { email } of users) expect(email).toMatch(/\.example$/)
  })

  test('has one user per publisher, one admin, and one account manager for some publishers', () => {
    expect(users.filter(({ role }) => role === 'admin')).toHaveLength(1)
    const managers = users.filter(({ role }) => role === 'accountManager')
    expect(managers).toHaveLength(1)
    const managed = publishers.filter((publisher) => publisher.row.managerId === managers[0]?.id)
    expect(managed.map(({ plan }) => plan.name)).toEqual(organization.plan.accountManager.publishers)
    expect(users.flatMap(({ publisherId }) => publisherId ?? [])).toEqual(
      publishers.map((publisher) => publisher.row.id),
    )
  })
})

test('the tracker finds each place from its addresses', async () => {
  const geo = await openGeo()
  const random = new Random('addresses')
  for (const { network, languages, apple, latitude, longitude, ...place } of allPlaces) {
    const address = writeAddress(addressAt({ network, languages, apple, latitude, longitude, ...place }, random))
    const found = geo.locate(address)
    expect(found, address).toMatchObject(place)
    expect(Math.hypot((found.latitude ?? 0) - latitude, (found.longitude ?? 0) - longitude), address).toBeLessThan(0.3)
  }
})
