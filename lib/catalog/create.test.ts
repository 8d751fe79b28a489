import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import {
  createAdvertisers,
  createCampaigns,
  createIntegrations,
  createLandingPages,
  createNetworks,
  createOffers,
  createOrganization,
  createPublishers,
  createUsers,
  setApprovals,
} from '@/lib/testing/catalog'

const database = await testDatabase()
let organization: string
let other: string
beforeAll(async () => {
  organization = (await createOrganization(database, { name: 'Nord' })).id
  other = (await createOrganization(database, { name: 'Süd' })).id
})

test('organizations with the same name get different slugs, even when created at once', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => createOrganization(database, { name: 'Same Name' })))
  expect(made.map(({ slug }) => slug).toSorted()).toEqual([
    'same-name',
    ...[2, 3, 4, 5, 6, 7, 8].map((n) => `same-name-${n}`),
  ])
})

test('numbers and slugs are unique within an organization and start over in another', async () => {
  const made = await Promise.all(
    Array.from({ length: 10 }, () => createPublishers(database, organization, [{ name: 'Ann' }, { name: 'Bob' }])),
  )
  const rows = made.flat()
  expect(rows.map((row) => row.incrementalId).toSorted((x, y) => x - y)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  expect(new Set(rows.map((row) => row.slug)).size).toBe(20)
  for (const [ann, bob] of made) {
    expect([ann?.name, bob?.name]).toEqual(['Ann', 'Bob'])
    expect(bob?.incrementalId).toBe((ann?.incrementalId ?? 0) + 1)
  }
  const [elsewhere] = await createPublishers(database, other, [{ name: 'Ann' }])
  expect(elsewhere).toMatchObject({ incrementalId: 1, slug: 'ann', organizationId: other })
})

test('a name that starts like another doesn’t affect its slug', async () => {
  const slugs: (string | undefined)[] = []
  for (const name of ['Shop 2', 'Shop', 'Shop', 'x'.repeat(100), 'x'.repeat(100)]) {
    slugs.push((await createNetworks(database, organization, [{ name }]))[0]?.slug)
  }
  expect(slugs).toEqual(['shop-2', 'shop', 'shop-3', 'x'.repeat(60), `${'x'.repeat(58)}-2`])
})

/** A landing page's fields. */
function page(name: string) {
  return { name, redirectUrl: `https://shoes.example/${name}?c={click_id}` }
}

test('publishers and advertisers can only be assigned to the organization’s admins and account managers', async () => {
  const [admin, manager] = await createUsers(database, organization, [
    { email: 'admin@nord.example', role: 'admin' },
    { email: 'manager@nord.example', role: 'accountManager' },
  ])
  const [stranger] = await createUsers(database, other, [{ email: 'manager@sued.example', role: 'accountManager' }])
  const [assigned] = await createPublishers(database, organization, [
    { name: 'Assigned', managerId: manager?.id },
    { name: 'Mine', managerId: admin?.id },
  ])
  expect(assigned).toMatchObject({
    managerId: manager?.id,
    fraudVisibilityEnabled: false,
    postbackManagerEnabled: false,
  })
  const [user] = await createUsers(database, organization, [
    { email: 'user@nord.example', role: 'publisher', publisherId: assigned?.id },
  ])
  for (const managerId of [stranger?.id, user?.id, crypto.randomUUID()]) {
    await expect(createPublishers(database, organization, [{ name: 'Not made', managerId }])).rejects.toThrow(
      /must be an admin or account manager/,
    )
    await expect(createAdvertisers(database, organization, [{ name: 'Not made', managerId }])).rejects.toThrow(
      /must be an admin or account manager/,
    )
  }
  expect(await database.prisma.publisher.count({ where: { name: 'Not made' } })).toBe(0)
})

describe('a catalog', () => {
  test('is created as given', async () => {
    const id = crypto.randomUUID()
    const createdAt = new Date('2026-01-02T03:04:05.678Z')
    const [network] = await createNetworks(database, organization, [{ id, createdAt, name: 'Awin' }])
    expect(network).toMatchObject({ id, createdAt, organizationId: organization, archived: false })
    const [advertiser] = await createAdvertisers(database, organization, [
      { name: 'Shoes', networkId: id, website: 'https://shoes.example' },
    ])
    const [integration] = await createIntegrations(database, organization, [{ name: 'Main' }])
    const [publisher] = await createPublishers(database, organization, [{ name: 'Blog', email: 'Blog@Example.com' }])
    expect(publisher?.email).toBe('blog@example.com')
    const ids = { advertiserId: advertiser?.id ?? '', integrationId: integration?.id ?? '' }
    const [first, second] = await createOffers(database, organization, [
      { ...ids, name: 'Spring', payout: '12.345678', landingPages: [page('a'), page('b')] },
      {
        ...ids,
        name: 'Spring',
        visibility: 'Private',
        deepLinkEnabled: true,
        deepLinkHosts: ['shoes.example'],
        landingPages: [page('c')],
      },
    ])
    expect([first?.slug, second?.slug]).toEqual(['spring', 'spring-2'])
    expect(first?.payout.toString()).toBe('12.345678')
    expect(first?.landingPages.map((row) => [row.incrementalId, row.name])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
    expect(second?.landingPages.map((row) => [row.incrementalId, row.name])).toEqual([[3, 'c']])
    const [added] = await createLandingPages(database, organization, [{ ...page('d'), offerId: first?.id ?? '' }])
    expect(added?.incrementalId).toBe(4)

    const pair = { offerId: second?.id ?? '', publisherId: publisher?.id ?? '' }
    await setApprovals(database, organization, [{ ...pair, status: 'Pending' }])
    const [approval] = await setApprovals(database, organization, [{ ...pair, status: 'Approved' }])
    expect(approval).toMatchObject({ ...pair, status: 'Approved' })
    expect(await database.forOrganization(organization).offerApproval.count()).toBe(1)

    const campaign = {
      publisherId: pair.publisherId,
      externalId: 'may',
      name: 'May',
      kind: 'broadcast',
      channel: 'email',
    }
    expect(await createCampaigns(database, organization, [campaign])).toMatchObject([campaign])
    const [user] = await createUsers(database, organization, [
      { email: 'Blog@Example.com', role: 'publisher', publisherId: pair.publisherId },
    ])
    expect(user).toMatchObject({ email: 'blog@example.com', passwordHash: null })
  })

  test('can’t reference another organization’s records', async () => {
    const [theirs] = await createNetworks(database, other, [{ name: 'Theirs' }])
    await expect(
      createAdvertisers(database, organization, [{ name: 'X', networkId: theirs?.id }]),
    ).rejects.toMatchObject({ code: 'P2003' })
    const [publisher] = await createPublishers(database, other, [{ name: 'Theirs' }])
    const input = { email: 'x@example.com', role: 'publisher', publisherId: publisher?.id } as const
    await expect(createUsers(database, organization, [input])).rejects.toMatchObject({ code: 'P2003' })
  })

  test('is created entirely or not at all', async () => {
    const before = await database.forOrganization(organization).offer.count()
    const [advertiser] = await createAdvertisers(database, organization, [{ name: 'A' }])
    const [integration] = await createIntegrations(database, organization, [{ name: 'I' }])
    const good = { name: 'Good', advertiserId: advertiser?.id ?? '', integrationId: integration?.id ?? '' }
    await expect(
      createOffers(database, organization, [good, { ...good, integrationId: crypto.randomUUID() }]),
    ).rejects.toMatchObject({ code: 'P2003' })
    expect(await database.forOrganization(organization).offer.count()).toBe(before)
    const [next] = await createOffers(database, organization, [good])
    const last = await database
      .forOrganization(organization)
      .offer.findFirst({ where: { NOT: { id: next?.id } }, orderBy: { incrementalId: 'desc' } })
    expect(next?.incrementalId).toBe((last?.incrementalId ?? 0) + 1)
    expect(await createOffers(database, organization, [])).toEqual([])
    expect(await setApprovals(database, organization, [])).toEqual([])
  })
})

function person() {
  return { organizationId: organization, email: `${crypto.randomUUID()}@example.com` }
}

describe('the database itself refuses', () => {
  test('a publisher user without a publisher, and other users with one', async () => {
    const [publisher] = await createPublishers(database, organization, [{ name: 'P' }])
    const { prisma } = database
    await expect(prisma.user.create({ data: { ...person(), role: 'publisher' } })).rejects.toThrow(
      'User_publisherId_by_role',
    )
    await expect(
      prisma.user.create({ data: { ...person(), role: 'admin', publisherId: publisher?.id } }),
    ).rejects.toThrow('User_publisherId_by_role')
    const user = await prisma.user.create({ data: { ...person(), role: 'publisher', publisherId: publisher?.id } })
    await expect(prisma.user.update({ where: { id: user.id }, data: { publisherId: null } })).rejects.toThrow(
      'User_publisherId_by_role',
    )
  })

  test('an email that isn’t lowercase', async () => {
    await expect(
      database.prisma.user.create({ data: { ...person(), email: 'A@example.com', role: 'admin' } }),
    ).rejects.toThrow('User_email_lower_case')
  })

  test('rows that point into another organization, but not empty optional references', async () => {
    const [theirs] = await createNetworks(database, other, [{ name: 'N' }])
    const row = { organizationId: organization, incrementalId: 1000, slug: 'direct', name: 'Direct' }
    await expect(database.prisma.advertiser.create({ data: { ...row, networkId: theirs?.id } })).rejects.toMatchObject({
      code: 'P2003',
    })
    expect(await database.prisma.advertiser.create({ data: row })).toMatchObject({ networkId: null })
  })

  test('to write rate window counts to the write-ahead log', async () => {
    const persistence = await database.prisma
      .$queryRaw`select relpersistence::text from pg_class where relname = 'RateWindow'`
    expect(persistence).toEqual([{ relpersistence: 'u' }])
  })
})
