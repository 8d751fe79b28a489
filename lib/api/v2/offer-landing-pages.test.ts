import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fault, offerPartCalls } from '@/lib/testing/offer-part-calls'
import { offerLandingPages } from './offer-landing-pages'
import { readParallelTracking } from './parallel-tracking.contract'

// Contract: OfferLandingPages in the Integr8 document, and where their clicks are told of besides. Access by role: isolation-offers.test.ts.

const { database, world, other, current, ask, actionsOf, archiveOffer } = await offerPartCalls()

const page = async (id: string) =>
  offerLandingPages.read.contract.response.parse(await ask('GET', `landing-pages/${id}`)).data
const pages = async (query = '') =>
  offerLandingPages.list.contract.response.parse(await ask('GET', `landing-pages${query}`)).data.map(({ id }) => id)
const redirect_url = 'https://shop.example/?c={click_id}'
const createPage = async (body: object = {}) =>
  offerLandingPages.create.contract.response.parse(
    await ask('POST', 'landing-pages', { name: 'Home', redirect_url, ...body }),
  ).created_item_id

describe('offer landing pages', () => {
  /** Every field of the document's body, whose sample is empty. */
  const sample = {
    active: true,
    hide_from_publishers: true,
    name: 'Spring',
    preview_url: 'https://preview.example/spring',
    redirect_url,
  }
  const more = {
    is_default: true,
    weight: 30,
    link_test_enabled: true,
    link_test_countries: ['DE', 'US'],
    link_test_devices: ['mobile'],
    link_test_expected_domain: 'shop.example',
  }

  test('are created, read, updated, listed, deleted, and restored', async () => {
    const id = await createPage({ ...sample, ...more })
    const made = await page(id)
    expect(made).toEqual({
      ...sample,
      ...more,
      id,
      incremental_id: expect.any(Number),
      organization: world.organizationId,
      offer_id: current.offer.incrementalId,
      offer: { id: current.offer.id, incremental_id: current.offer.incrementalId, name: 'Boots' },
      link_test: null,
      archived: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    const changed = { ...sample, name: 'Summer', active: false, preview_url: null, hide_from_publishers: false }
    expect(await ask('PATCH', `landing-pages/${made.incremental_id}`, changed)).toEqual({})
    expect(await page(id)).toMatchObject({ ...changed, ...more })
    const second = await createPage()
    expect(await pages('?sort=-weight')).toEqual([id, second])
    expect(await pages('?filter[link_test_countries]=US')).toEqual([id])
    expect(await pages('?q=summer')).toEqual([id])
    await ask('DELETE', `landing-pages/${id}`)
    expect(await pages()).toEqual([second])
    await ask('PATCH', `landing-pages/${id}`, { archived: false })
    expect(await pages()).toEqual([id, second])
    expect(await actionsOf(id)).toEqual([
      'create landingPage',
      'deactivate landingPage',
      'archive landingPage',
      'restore landingPage',
    ])
  })

  test('have defaults, and work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const form = `name=Form&redirect_url=${encodeURIComponent(redirect_url)}&preview_url=&link_test_countries=de,fr`
    const made = offerLandingPages.create.contract.response.parse(await ask('POST', 'landing-pages', form, { headers }))
    expect(await page(made.created_item_id)).toMatchObject({
      name: 'Form',
      redirect_url,
      preview_url: null,
      active: true,
      hide_from_publishers: false,
      is_default: false,
      weight: 0,
      link_test_countries: ['DE', 'FR'],
    })
  })

  test.each([
    [{ name: undefined }, 'name', /./],
    [{ redirect_url: undefined }, 'redirect_url', /./],
    [{ redirect_url: 'shop.example' }, 'redirect_url', /must start with http/],
    [{ redirect_url: 'javascript:alert(1)' }, 'redirect_url', /must start with http/],
    [{ redirect_url: 'https://{sub_id}.example' }, 'redirect_url', /host without macros/],
    [{ redirect_url: 'https://shop.example/{subid}' }, 'redirect_url', /unknown macro \{subid\}.*\{sub_id\}/],
    [{ redirect_url: '' }, 'redirect_url', /must start with http/],
    [{ redirect_url: 'http://10.0.0.1/', link_test_enabled: true }, 'redirect_url', /isn’t a public address/],
    [{ preview_url: 'x' }, 'preview_url', /must start with http/],
    [{ weight: -1 }, 'weight', /0 or more/],
    [{ weight: 1.5 }, 'weight', /whole number/],
    [{ link_test_countries: ['XX'] }, 'link_test_countries.0', /ISO 3166-1/],
    [{ link_test_expected_domain: 'https://shop.example' }, 'link_test_expected_domain', /must be a hostname/],
    [{ hide_from_publishers: 'no' }, 'hide_from_publishers', /true or false/],
    [{ url: 'https://shop.example' }, 'url', /./],
  ])('can’t be created with %j', async (wrong, field, message) => {
    const body = { name: 'Home', redirect_url, ...wrong }
    expect(await ask('POST', 'landing-pages', body, { status: 400 })).toMatchObject(fault(field, message))
  })

  test('can be in a private network unless they’re tested', async () => {
    const id = await createPage({ redirect_url: 'http://10.0.0.1/' })
    const fails = fault('redirect_url', /leads to 10.0.0.1, which isn’t a public address/)
    const tested = { link_test_enabled: true }
    expect(await ask('PATCH', `landing-pages/${id}`, tested, { status: 400 })).toMatchObject(fails)
    await ask('PATCH', `landing-pages/${id}`, { ...tested, redirect_url })
    expect(await page(id)).toMatchObject({ ...tested, redirect_url })
  })

  test('have at most one default, which the last one to ask for it is', async () => {
    const first = await createPage({ is_default: true })
    const second = await createPage({ is_default: true })
    expect([(await page(first)).is_default, (await page(second)).is_default]).toEqual([false, true])
    await ask('PATCH', `landing-pages/${first}`, { is_default: true })
    expect([(await page(first)).is_default, (await page(second)).is_default]).toEqual([true, false])
    expect(await actionsOf(second)).toEqual(['create landingPage', 'update landingPage'])

    await ask('DELETE', `landing-pages/${first}`)
    await ask('PATCH', `landing-pages/${second}`, { is_default: true })
    expect(await ask('PATCH', `landing-pages/${first}`, { archived: false }, { status: 402 })).toMatchObject(
      fault('is_default', /already set for another/),
    )
    await ask('PATCH', `landing-pages/${first}`, { archived: false, is_default: false })
    expect((await page(second)).is_default).toBe(true)
  })

  test('belong to their offer, which can’t be archived, and take If-Match', async () => {
    const id = await createPage()
    const { updated_at: seen } = await page(id)
    for (const of of [other.id, randomUUID()]) {
      await ask('GET', `landing-pages/${id}`, undefined, { of, status: 404 })
      await ask('PATCH', `landing-pages/${id}`, { name: 'X' }, { of, status: 404 })
      await ask('DELETE', `landing-pages/${id}`, undefined, { of, status: 404 })
    }
    const headers = { 'If-Match': seen }
    await ask('PATCH', `landing-pages/${id}`, { name: 'Kept' }, { headers })
    await ask('PATCH', `landing-pages/${id}`, { name: 'Lost' }, { headers, status: 412 })
    await ask('DELETE', `landing-pages/${id}`, undefined, { headers, status: 412 })
    expect(await page(id)).toMatchObject({ name: 'Kept', archived: false })
    await ask('DELETE', `landing-pages/${id}`)
    await archiveOffer(true)
    await ask('PATCH', `landing-pages/${id}`, { archived: false }, { status: 402 })
    await ask('POST', 'landing-pages', { name: 'X', redirect_url }, { status: 402 })
  })
})

describe('parallel tracking', () => {
  const read = async () => readParallelTracking.response.parse(await ask('GET', 'parallel-tracking')).data

  test('tells what became of its calls', async () => {
    const start = {
      offer: { id: current.offer.id, incremental_id: current.offer.incrementalId, name: 'Boots' },
      enabled: false,
    }
    const none = { delivered: 0, waiting: 0, failed: 0, last_delivered_at: null, last_error: '', last_error_at: null }
    expect(await read()).toEqual({ ...start, url: null, ...none })

    const { organizationId } = world
    const part = { organizationId, kind: 'parallel_tracking', targetId: current.offer.id } as const
    const at = new Date('2026-03-01T10:00:00Z')
    const url = 'https://ads.example/?c={click_id}'
    await database.prisma.offer.update({
      where: { id: current.offer.id },
      data: { parallelTrackingEnabled: true, parallelTrackingUrl: url },
    })
    await database.prisma.callTotal.create({
      data: { ...part, delivered: 7n, failed: 1n, lastDeliveredAt: at, lastError: 'No.', lastErrorAt: at },
    })
    await database.prisma.callTotal.create({ data: { ...part, targetId: other.id, delivered: 9n } })
    await database.prisma.callTotal.create({ data: { ...part, kind: 'impression', delivered: 5n } })
    await database.prisma.outgoingCall.create({
      data: {
        ...part,
        id: randomUUID(),
        uniqueKey: 'one',
        url: 'https://ads.example/',
        host: 'ads.example',
        retryAt: at,
      },
    })
    expect(await read()).toEqual({
      ...start,
      enabled: true,
      url,
      delivered: 7,
      waiting: 1,
      failed: 1,
      last_delivered_at: at.toISOString(),
      last_error: 'No.',
      last_error_at: at.toISOString(),
    })
    await ask('GET', 'parallel-tracking', undefined, { of: '999', status: 404 })
  })
})
