import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { advertiserInput } from '@/lib/catalog/rules/advertiser'
import { approvalInput } from '@/lib/catalog/rules/approval'
import { campaignInput } from '@/lib/catalog/rules/campaign'
import { integrationInput } from '@/lib/catalog/rules/integration'
import { landingPageInput } from '@/lib/catalog/rules/landing-page'
import { networkInput } from '@/lib/catalog/rules/network'
import { offerInput } from '@/lib/catalog/rules/offer'
import { organizationInput } from '@/lib/catalog/rules/organization'
import { publisherInput } from '@/lib/catalog/rules/publisher'
import { userInput } from '@/lib/catalog/rules/user'
import { compileTemplate } from '@/lib/tracking/macros'
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
      Object.entries(row).filter(([key]) => !['organizationId', 'incrementalId', 'slug', 'updatedAt'].includes(key)),
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
  const [main] = organizations
  expect(new Set(main?.offers.map(({ row }) => row.visibility))).toEqual(
    new Set(['Public', 'Private', 'Requires_Approval']),
  )
  expect(new Set(main?.offers.map(({ row }) => row.payoutType))).toEqual(new Set(['CPS', 'CPA', 'CPC']))
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
    obey(
      approvalInput,
      approvals.map(({ offerId, publisherId, status }) => ({ offerId, publisherId, status })),
    )
    obey(userInput, users)
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
