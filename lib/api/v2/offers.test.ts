import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fault, offerCalls } from '@/lib/testing/offer-calls'
import { offers } from './offers'

// Contract: Offers in the Integr8 document, and our decisions about it. Access by role: isolation-offers.test.ts. Several at once: offers-list.test.ts.

const {
  database,
  world,
  mine,
  theirs,
  integration,
  ask,
  list,
  numbers,
  get,
  create,
  patch,
  sample,
  more,
  setAdvertiser,
} = await offerCalls()

describe('the document’s samples', () => {
  test('create, get, update, list, delete, and restore an offer', async () => {
    const id = await create({ ...sample(), ...more() })
    const made = await get(id)
    expect(made).toEqual({
      ...sample(),
      ...more(),
      id,
      incremental_id: expect.any(Number),
      slug: 'summer-campaign-2025',
      organization: world.organizationId,
      integration_id: integration,
      integration: { id: integration, name: 'Main' },
      advertiser: { id: expect.any(String), incremental_id: 2, name: 'Alpha Store' },
      terms_version: 1,
      targeting_group: { id: mine.targetingGroup, name: 'Europe' },
      fraud_filter_groups: [
        { id: mine.fraudGroups[0], name: 'Bots' },
        { id: mine.fraudGroups[1], name: 'Proxies' },
      ],
      tags: [{ id: mine.tag, name: 'Summer', color: 'blue' }],
      archived: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    const changed = { ...sample(), name: 'Winter', active: false, advertiser_id: 3, visibility: 'Private' }
    expect(await patch(id, changed)).toEqual({})
    expect(await get(id)).toMatchObject({ ...changed, ...more(), advertiser: { name: 'Mango' } })
    expect(await ask('DELETE', `/${made.incremental_id}`)).toEqual({})
    expect(await get(id)).toMatchObject({ archived: true })
    expect(await numbers('?filter[name]=Winter')).toEqual([])
    expect(await numbers('?filter[name]=Winter&filter[archived]=true')).toEqual([id])
    await patch(id, { archived: false })
    expect(await list('?filter[name]=Winter')).toMatchObject({ meta: { total_count: 1, total_page: 1 } })
    const actions = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
    expect(actions.map(({ action, entity }) => `${action} ${entity}`)).toEqual([
      'create offer',
      'deactivate offer',
      'archive offer',
      'restore offer',
    ])
  })

  test('work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const form =
      'name=12&advertiser_id=3&default_payout[payout]=0.10&deep_link_enabled=true&deep_link_hosts=a.example,b.example' +
      '&simple_targeting[country][include]=de,at&fallback_urls[cap]=https://cap.example/&fallback_url='
    const { created_item_id: id } = offers.create.contract.response.parse(await ask('POST', '', form, { headers }))
    expect(await get(id)).toMatchObject({
      name: '12',
      advertiser_id: 3,
      default_payout: { payout: 0.1 },
      deep_link_hosts: ['a.example', 'b.example'],
      simple_targeting: { country: { include: ['DE', 'AT'] } },
      fallback_urls: { cap: 'https://cap.example/' },
      fallback_url: null,
    })
    await ask('PATCH', `/${id}`, 'active=0&default_payout[payout]=7', { headers })
    expect(await get(id)).toMatchObject({ active: false, default_payout: { payout: 7, payout_type: 'CPA' } })
  })

  test('have defaults for everything that’s left out', async () => {
    await database.prisma.organization.update({ where: { id: world.organizationId }, data: { currency: 'EUR' } })
    expect(await get(await create())).toMatchObject({
      active: true,
      visibility: 'Public',
      currency: 'EUR',
      default_payout: {
        payout_type: 'CPA',
        payout: 0,
        payout_percent: 0,
        revenue_type: 'RPA',
        revenue: 0,
        revenue_percent: 0,
      },
      view_through_attribution_enabled: false,
      view_through_window_hours: 24,
      hold_days: 0,
      fallback_url: null,
      fallback_urls: {},
      simple_targeting: {},
      targeting_group_id: null,
      targeting_group: null,
      fraud_filter_groups: [],
      tags: [],
      terms_version: 1,
    })
  })
})

describe('bad values', () => {
  const percent = (payout_type: string) => ({ payout_type, payout: 1 })
  test.each([
    [{ name: undefined }, 'name', /./],
    [{ name: '' }, 'name', /must not be empty/],
    [{ advertiser_id: undefined }, 'advertiser_id', /./],
    [{ advertiser_id: 99 }, 'advertiser_id', /No advertiser with the ID 99/],
    [{ visibility: 'public' }, 'visibility', /one of Public, Private, Requires_Approval/],
    [{ active: 'yes' }, 'active', /true or false/],
    [{ currency: 'XXX' }, 'currency', /ISO 4217/],
    [{ hold_days: 366 }, 'hold_days', /whole number of days from 0 to 365/],
    [{ view_through_window_hours: 0 }, 'view_through_window_hours', /at least 1 hour/],
    [{ view_through_window_hours: 721 }, 'view_through_window_hours', /at most 720 hours/],
    [{ hold_days: 1.5 }, 'hold_days', /whole number of days from 0 to 365/],
    [{ fallback_url: 'ftp://a.example' }, 'fallback_url', /must start with http/],
    [{ fallback_url: 'https://a.example/{clickid}' }, 'fallback_url', /unknown macro \{clickid\}.*\{click_id\}/],
    [{ fallback_urls: { cap: 'x' } }, 'fallback_urls.cap', /must start with http/],
    [{ fallback_urls: { bots: 'https://a.example' } }, 'fallback_urls.bots', /./],
    [{ parallel_tracking_url: 'http://[::1]/{click_id}' }, 'parallel_tracking_url', /isn’t a public address/],
    [{ impression_forwarding_url: 'http://localhost/' }, 'impression_forwarding_url', /isn’t a public address/],
    [{ parallel_tracking_enabled: true }, 'parallel_tracking_url', /is required when parallel tracking is on/],
    [{ impression_forwarding_enabled: true }, 'impression_forwarding_url', /is required when/],
    [{ terms_and_conditions_enabled: true }, 'terms_and_conditions', /is required when/],
    [{ primary_domain: 'unknown.example' }, 'primary_domain', /host of an active tracking domain/],
    [{ primary_domain: 'https://go.example' }, 'primary_domain', /must be a hostname/],
    [{ simple_targeting: { country: { include: ['XX'] } } }, 'simple_targeting.country.include.0', /ISO 3166-1/],
    [{ simple_targeting: { zip: {} } }, 'simple_targeting.zip', /./],
    [{ default_payout: { payout_type: 'CPX' } }, 'default_payout.payout_type', /one of CPA, CPS, CPAxCPS/],
    [{ default_payout: { revenue_type: 'CPA' } }, 'default_payout.revenue_type', /one of RPA, RPS/],
    [{ default_payout: { payout: -1 } }, 'default_payout.payout', /amount of 0 or more/],
    [{ default_payout: { payout_percent: 101 } }, 'default_payout.payout_percent', /from 0 to 100/],
    [{ default_payout: percent('CPS') }, 'default_payout.payout', /must be 0 for CPS/],
    [{ default_payout: percent('PRV') }, 'default_payout.payout', /must be 0 for PRV/],
    [{ default_payout: { payout_percent: 1 } }, 'default_payout.payout_percent', /must be 0 for CPA/],
    [{ default_payout: { revenue_type: 'RPS', revenue: 1 } }, 'default_payout.revenue', /must be 0 for RPS/],
    [{ targeting_group_id: 'string' }, 'targeting_group_id', /must be the ID of a targeting group/],
    [{ fraud_filter_group_ids: ['x'] }, 'fraud_filter_group_ids.0', /must be an ID/],
    [{ payout: 1 }, 'payout', /./],
  ])('%j', async (wrong, field, message) => {
    const body = { name: 'X', advertiser_id: 1, ...wrong }
    expect(await ask('POST', '', body, { status: 400 })).toMatchObject(fault(field, message))
  })

  test('of another organization, or archived', async () => {
    const { organizationId } = world
    const archived = { organizationId, name: 'Old', archived: true }
    const old = await database.prisma.targetingGroup.create({ data: archived })
    const oldFilters = await database.prisma.fraudFilterGroup.create({ data: archived })
    const id = await create({ fraud_filter_group_ids: [mine.fraudGroups[0]] })
    await database.prisma.fraudFilterGroup.update({ where: { id: mine.fraudGroups[0] }, data: { archived: true } })
    // What it already has, it can keep.
    await patch(id, { fraud_filter_group_ids: [mine.fraudGroups[0]] })
    for (const [body, field, message] of [
      [{ targeting_group_id: theirs.targetingGroup }, 'targeting_group_id', /No targeting group with the ID/],
      [{ targeting_group_id: old.id }, 'targeting_group_id', /isn’t archived/],
      [{ fraud_filter_group_ids: theirs.fraudGroups }, 'fraud_filter_group_ids', /No fraud filter group/],
      [{ fraud_filter_group_ids: [oldFilters.id] }, 'fraud_filter_group_ids', /No fraud filter group/],
      [
        { fraud_filter_group_ids: [mine.fraudGroups[0], randomUUID()] },
        'fraud_filter_group_ids',
        /No fraud filter group/,
      ],
      [{ primary_domain: 'off.example' }, 'primary_domain', /host of an active tracking domain/],
      [{ tag_ids: [theirs.tag] }, 'tag_ids', /No tag with the ID/],
    ] as const) {
      const whole = { name: 'X', advertiser_id: 1, ...body }
      expect(await ask('POST', '', whole, { status: 400 })).toMatchObject(fault(field, message))
      expect(await patch(id, body, { status: 400 })).toMatchObject(fault(field, message))
    }
    expect(await get(id)).toMatchObject({
      targeting_group_id: null,
      fraud_filter_group_ids: [mine.fraudGroups[0]],
      tag_ids: [],
    })
    await database.prisma.fraudFilterGroup.update({ where: { id: mine.fraudGroups[0] }, data: { archived: false } })
    await ask('GET', '', undefined, { at: theirs.integration, status: 404 })
    await ask('POST', '', { name: 'X', advertiser_id: 1 }, { at: theirs.integration, status: 404 })
    await ask('GET', `/${id}`, undefined, { at: 'main', status: 404 })
  })
})

describe('an update', () => {
  test('is checked together with what it doesn’t change', async () => {
    const id = await create({ default_payout: { payout: 5 } })
    expect(await patch(id, { default_payout: { payout_type: 'CPS' } }, { status: 400 })).toMatchObject(
      fault('default_payout.payout', /must be 0 for CPS/),
    )
    await patch(id, { default_payout: { payout_type: 'CPS', payout: 0, payout_percent: '12.5' } })
    expect((await get(id)).default_payout).toMatchObject({ payout_type: 'CPS', payout: 0, payout_percent: 12.5 })
    expect(await patch(id, { parallel_tracking_enabled: true }, { status: 400 })).toMatchObject(
      fault('parallel_tracking_url', /is required/),
    )
    await patch(id, { parallel_tracking_url: 'https://t.example/{click_id}' })
    await patch(id, { parallel_tracking_enabled: true })
    expect(await patch(id, { parallel_tracking_url: 'http://10.0.0.1/' }, { status: 400 })).toMatchObject(
      fault('parallel_tracking_url', /isn’t a public address/),
    )
    expect(await patch(id, { parallel_tracking_url: '' }, { status: 400 })).toMatchObject(
      fault('parallel_tracking_url', /is required/),
    )
  })

  test('raises the version of the terms only when they change', async () => {
    const id = await create({ terms_and_conditions: 'No brand bidding.', terms_and_conditions_enabled: true })
    await patch(id, { terms_and_conditions: 'No brand bidding.', name: 'Shoes' })
    expect(await get(id)).toMatchObject({ terms_version: 1 })
    await patch(id, { terms_and_conditions: 'No coupons.', terms_version: 9 })
    expect(await get(id)).toMatchObject({ terms_version: 2, terms_and_conditions: 'No coupons.' })
  })

  test('takes If-Match', async () => {
    const id = await create()
    const { updated_at: seen } = await get(id)
    const headers = { 'If-Match': seen }
    await patch(id, { tag_ids: [mine.tag] }, { headers })
    await patch(id, { name: 'Lost' }, { headers, status: 412 })
    await ask('DELETE', `/${id}`, undefined, { headers, status: 412 })
    expect(await get(id)).toMatchObject({ name: 'Boots', archived: false, tag_ids: [mine.tag] })
  })
})

describe('archived records', () => {
  test('leave their external ID to others', async () => {
    const first = await create({ external_id: '7' })
    expect(await ask('POST', '', { name: 'X', advertiser_id: 1, external_id: '7' }, { status: 402 })).toMatchObject(
      fault('external_id', /already in use/),
    )
    await ask('DELETE', `/${first}`)
    await create({ external_id: '7' })
    expect(await patch(first, { archived: false }, { status: 402 })).toMatchObject(fault('external_id', /in use/))
  })

  test('keep offers from being created or restored', async () => {
    const id = await create({ advertiser_id: 3 })
    const other = await create()
    await ask('DELETE', `/${id}`)
    await setAdvertiser(3, true)
    const body = { name: 'X', advertiser_id: 3 }
    expect(await ask('POST', '', body, { status: 400 })).toMatchObject(fault('advertiser_id', /isn’t archived/))
    expect(await patch(other, { advertiser_id: 3 }, { status: 400 })).toMatchObject(fault('advertiser_id', /archived/))
    expect(await patch(id, { archived: false }, { status: 402 })).toMatchObject({
      error: { message: expect.stringContaining('Restore the advertiser first') },
    })
    await patch(id, { archived: false, advertiser_id: 1 })
    expect(await get(id)).toMatchObject({ archived: false, advertiser_id: 1 })
    await setAdvertiser(3, false)

    const { organizationId } = world
    const group = await database.prisma.targetingGroup.create({ data: { organizationId, name: 'Leaving' } })
    const filters = await database.prisma.fraudFilterGroup.create({ data: { organizationId, name: 'Leaving' } })
    const grouped = await create({ targeting_group_id: group.id, fraud_filter_group_ids: [filters.id] })
    await ask('DELETE', `/${grouped}`)
    for (const [what, archive] of [
      [
        'targeting group',
        (archived: boolean) => database.prisma.targetingGroup.update({ where: { id: group.id }, data: { archived } }),
      ],
      [
        'fraud filter groups',
        (archived: boolean) =>
          database.prisma.fraudFilterGroup.update({ where: { id: filters.id }, data: { archived } }),
      ],
    ] as const) {
      await archive(true)
      expect(await patch(grouped, { archived: false }, { status: 402 })).toMatchObject({
        error: { message: expect.stringContaining(`${what} is archived`) },
      })
      await archive(false)
    }
    await patch(grouped, { archived: false })

    const { id: closed } = await database.prisma.integration.create({
      data: { organizationId: world.organizationId, name: 'Closed', archived: true },
    })
    expect(await ask('POST', '', body, { at: closed, status: 402 })).toMatchObject({
      error: { message: expect.stringContaining('integration is archived') },
    })
  })
})

describe('a copy of an offer', () => {
  const pagesOf = async (offerId: string) =>
    database.prisma.landingPage.findMany({ where: { offerId }, orderBy: { incrementalId: 'asc' } })

  test('gets copies of its landing pages, apart from archived ones', async () => {
    const from = await create()
    const page = { redirect_url: 'https://shop.example/{click_id}', weight: 3 }
    await ask('POST', `/${from}/landing-pages`, { ...page, name: 'Home', is_default: true })
    await ask('POST', `/${from}/landing-pages`, { ...page, name: 'Sale' })
    const [, sale] = await pagesOf(from)
    await ask('DELETE', `/${from}/landing-pages/${sale?.id}`)
    const copy = await create({ copy_landing_pages_of: from })
    const [home, ...others] = await pagesOf(copy)
    expect(others).toEqual([])
    expect(home).toMatchObject({ name: 'Home', redirectUrl: page.redirect_url, weight: 3, isDefault: true })
    const made = await database.prisma.auditEntry.findFirst({ where: { entityId: home?.id } })
    expect(made).toMatchObject({ action: 'create', entity: 'landingPage' })
  })

  test('is only made of an offer that exists', async () => {
    const body = { name: 'Boots', advertiser_id: 1, copy_landing_pages_of: randomUUID() }
    expect(await ask('POST', '', body, { status: 400 })).toMatchObject(
      fault('copy_landing_pages_of', /^No offer with the ID/),
    )
  })
})
