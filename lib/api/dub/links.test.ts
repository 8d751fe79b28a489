import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { send, type Reply } from '@/lib/testing/api'
import { createIntegrations, createOffers, setApprovals } from '@/lib/testing/catalog'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createWorld, type Person } from '@/lib/testing/world'
import { isLinkPassword } from '@/lib/link-password'
import { getLink, listLinks } from './links.contract'

// Contract: dub-response-shapes.md, and the published SDK.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
const world = await createWorld(database, events)
const other = await createWorld(database, events)
const { organizationId, admin } = world
const [one, two] = world.publishers
const url = 'https://shop.example/'
const own = 'own.links.example'
const shared = 'go.links.example'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
const ask = (method: Method, path: string, body?: unknown, by: Person = admin): Promise<Reply> =>
  send(method, `/api/${path}`, { body, headers: { authorization: `Bearer ${by.key}` } })
async function create(body: object, by = admin) {
  const reply = await ask('POST', 'links', { url, ...body }, by)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return getLink.response.parse(reply.body)
}
const refusal = z.object({ error: z.object({ message: z.string() }) })
const refused = ({ status, body }: Reply) => `${status} ${refusal.parse(body).error.message}`
const listed = async (query = '', by = admin) => {
  const reply = await ask('GET', `links?${query}`, undefined, by)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return listLinks.response.parse(reply.body)
}

const ids = { publisher: '', second: '', offer: '', closed: '', page: '', domain: '' }
beforeAll(async () => {
  const publishers = await prisma.publisher.findMany({ where: { organizationId }, orderBy: { incrementalId: 'asc' } })
  ids.publisher = publishers[0]?.id ?? ''
  ids.second = publishers[1]?.id ?? ''
  const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
  const advertiser = await prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
  const offer = { integrationId: integration?.id ?? '', advertiserId: advertiser.id, deepLinkEnabled: true }
  const landingPages = [{ name: 'Main', redirectUrl: `${url}landing?c={click_id}`, isDefault: true }]
  const [open, closed] = await createOffers(database, organizationId, [
    { ...offer, name: 'Open', visibility: 'Public', landingPages },
    { ...offer, name: 'Closed', visibility: 'Requires_Approval', landingPages },
  ])
  ids.offer = open?.id ?? ''
  ids.page = open?.landingPages[0]?.id ?? ''
  ids.closed = closed?.id ?? ''
  await prisma.trackingDomain.create({ data: { organizationId, host: shared } })
  const domain = await prisma.trackingDomain.create({ data: { organizationId, host: own } })
  ids.domain = domain.id
  const data = { organizationId, publisherId: ids.publisher, trackingDomainId: domain.id }
  await prisma.publisherTrackingDomain.create({ data })
})

describe('what’s refused', () => {
  test.each([
    [{ url: undefined }, /^422 url: is required/],
    [{ url: 'javascript:alert(1)' }, /^422 url: /],
    [{ url: `${url}{clickid}` }, /^422 url: has an unknown macro/],
    [{ key: 'api/x' }, /^422 key: must not begin with api/],
    [{ key: '_root' }, /^422 key: _root is only for/],
    [{ keyLength: 2 }, /^422 keyLength: /],
    [{ keyLength: 190, prefix: 'promo' }, /^422 keyLength: must be at most 185 with this prefix/],
    [{ domain: 'nobodys.example' }, /^422 domain: must be localhost:3000 or/],
    [{ domain: own }, /^422 domain: .*is for everyone/],
    [{ partnerId: randomUUID() }, /^422 partnerId: /],
    [{ folderId: randomUUID() }, /^422 folderId: /],
    [{ tagIds: [randomUUID()] }, /^422 tagIds: /],
    [{ tagNames: 'nothing' }, /^422 tagNames: No tag is called nothing/],
    [{ geo: { XX: url } }, /^422 geo.XX: /],
    [{ devices: { Fridge: url } }, /^422 devices.Fridge: /],
    [{ testVariants: [{ url, percentage: 50 }] }, /^422 testVariants: .*2 to 4/],
    [{ testVariants: [1, 2].map(() => ({ url, percentage: 40 })) }, /^422 testVariants: .*add up to 100/],
    [{ expiresAt: 'tomorrow' }, /^422 expiresAt: .*ISO 8601/],
    [{ unknown: 1 }, /^422 unknown: /],
    [{ landingPageId: randomUUID() }, /^422 landingPageId: /],
  ])('%j', async (body, message) => {
    expect(refused(await ask('POST', 'links', { url, ...body }))).toMatch(message)
  })

  test('an offer that the publisher may not run, one without a publisher, and a deep link elsewhere', async () => {
    const offer = { partnerId: ids.publisher, offerId: ids.offer }
    const made = async (body: object) => refused(await ask('POST', 'links', body))
    expect(await made({ ...offer, offerId: ids.closed })).toMatch(/^422 offerId: must be an active offer/)
    expect(await made({ offerId: ids.offer })).toMatch(/^422 offerId: needs a publisher/)
    expect(await made({ ...offer, url: 'https://elsewhere.example/' })).toMatch(/^422 url: must be at shop.example/)
    expect(await made({ ...offer, ios: 'https://elsewhere.example/' })).toMatch(/^422 ios: must be at shop.example/)
    expect(await made({ ...offer, campaignId: world.campaignId, partnerId: ids.second })).toMatch(/^422 campaignId: /)
    const approval = { offerId: ids.closed, publisherId: ids.publisher, status: 'Approved' as const }
    await setApprovals(database, organizationId, [approval])
    expect(await create({ ...offer, offerId: ids.closed, url: '', campaignId: world.campaignId })).toMatchObject({
      url: `${url}landing?c={click_id}`,
      domain: own,
      partnerId: ids.publisher,
    })
    const deep = await create({ ...offer, url: `${url}shoes`, domain: 'LOCALHOST' })
    expect(deep).toMatchObject({ url: `${url}shoes`, domain: 'localhost:3000' })
    expect(refused(await ask('PATCH', `links/${deep.id}`, { partnerId: null }))).toMatch(/^422 offerId: needs/)
  })

  test('a key at the installation’s own address that another organization has', async () => {
    await create({ key: 'Común' })
    const reply = await ask('POST', 'links', { url, key: 'comu\u0301n' }, other.admin)
    expect(refused(reply)).toBe('409 key: is already in use on this domain')
    expect(refused(await ask('GET', 'links/info?domain=localhost&key=común', undefined, other.admin))).toMatch(/^404/)
  })
})

describe('publisher users', () => {
  test('create links of their own publisher, on its own domain, and see nobody else’s', async () => {
    const mine = await create({ key: 'mine' }, one)
    expect(mine).toMatchObject({ partnerId: ids.publisher, domain: own, shortLink: `http://${own}:3000/mine` })
    const theirs = await create({ key: 'theirs', partnerId: ids.second })
    expect(refused(await ask('GET', `links/${theirs.id}`, undefined, one))).toMatch(/^404/)
    expect(refused(await ask('PATCH', `links/${theirs.id}`, { archived: true }, one))).toMatch(/^404/)
    expect(refused(await ask('POST', 'links', { url, partnerId: ids.second }, one))).toMatch(/^422 partnerId/)
    expect(refused(await ask('POST', 'links', { url, domain: own }, two))).toMatch(/^422 domain/)
    expect(refused(await ask('PATCH', `links/${mine.id}`, { partnerId: null }, one))).toMatch(/^403/)
    expect((await listed('', one)).every(({ partnerId }) => partnerId === ids.publisher)).toBe(true)
  })

  test('see the tags of their links, but only staff change them', async () => {
    const tag = await prisma.tag.create({ data: { organizationId, name: 'Checked', color: 'teal' } })
    await prisma.tag.create({ data: { organizationId, name: 'Unseen' } })
    const link = await create({ partnerId: ids.publisher, tagIds: tag.id })
    expect(link.tags).toEqual([{ id: tag.id, name: 'Checked', color: 'gray' }])
    expect((await ask('GET', 'tags', undefined, one)).body).toMatchObject([{ name: 'Checked' }])
    expect((await ask('GET', 'tags', undefined, two)).body).toEqual([])
    expect((await ask('PATCH', `links/${link.id}`, { tagIds: [tag.id], comments: 'x' }, one)).status).toBe(200)
    expect(refused(await ask('PATCH', `links/${link.id}`, { tagIds: [] }, one))).toMatch(/^403/)
  })

  test('put links into folders that are open to them', async () => {
    const folder = async (accessLevel: string | null) =>
      z.object({ id: z.string() }).parse((await ask('POST', 'folders', { name: randomUUID(), accessLevel })).body).id
    const [write, read, none] = [await folder('write'), await folder('read'), await folder(null)]
    expect((await create({ folderId: write }, one)).folderId).toBe(write)
    expect(refused(await ask('POST', 'links', { url, folderId: read }, one))).toMatch(/^422 folderId/)
    expect(refused(await ask('POST', 'links', { url, folderId: none }, one))).toMatch(/^422 folderId/)
    const seen = z.array(z.object({ id: z.string() })).parse((await ask('GET', 'folders', undefined, one)).body)
    expect(seen.map(({ id }) => id).toSorted()).toEqual([write, read].toSorted())
  })
})

describe('domains', () => {
  test('with links can’t be renamed, switched off, or given to someone else', async () => {
    const link = await create({ domain: shared, key: 'stays' })
    expect(refused(await ask('PATCH', `domains/${shared}`, { slug: 'new.links.example' }))).toMatch(
      /^409 .*short links/,
    )
    expect(refused(await ask('PATCH', `domains/${shared}`, { archived: true }))).toMatch(/^409/)
    const { id } = await prisma.trackingDomain.findFirstOrThrow({ where: { host: shared } })
    const given = await send('PATCH', `/api/v2/tracking-domains/${id}`, {
      body: { publisher_ids: [ids.publisher] },
      headers: { 'API-KEY': admin.key },
    })
    expect([given.status, JSON.stringify(given.body)]).toEqual([402, expect.stringContaining('of someone else')])
    await ask('DELETE', `links/${link.id}`)
    expect(await prisma.trackingDomain.count({ where: { id, host: shared, active: true } })).toBe(1)
  })

  test('tell upper from lower case if they’re told to, unless two links would become the same', async () => {
    const { id } = await prisma.trackingDomain.create({
      data: { organizationId, host: 'case.links.example', isCaseSensitive: true },
    })
    const domain = 'case.links.example'
    const setting = (isSensitive: boolean) =>
      send('PATCH', `/api/v2/tracking-domains/${id}`, {
        body: { is_case_sensitive: isSensitive },
        headers: { 'API-KEY': admin.key },
      })
    const [upper, lower] = [await create({ domain, key: 'Sale' }), await create({ domain, key: 'sale' })]
    expect((await ask('GET', `links/info?domain=${domain}&key=Sale`)).body).toMatchObject({ id: upper.id })
    expect((await setting(false)).status).toBe(402)
    await ask('DELETE', `links/${lower.id}`)
    expect((await setting(false)).status).toBe(200)
    expect((await ask('GET', `links/info?domain=${domain}&key=SALE`)).body).toMatchObject({ id: upper.id })
    expect(await prisma.link.findUniqueOrThrow({ where: { id: upper.id } })).toMatchObject({ lookupKey: 'sale' })
  })

  test('are named in letters or in punycode', async () => {
    await ask('POST', 'domains', { slug: 'bücher.example' })
    const link = await create({ domain: 'xn--bcher-kva.example', key: 'größe' })
    expect(link).toMatchObject({ domain: 'bücher.example', shortLink: 'http://bücher.example:3000/größe' })
    expect(await listed(`domain=${encodeURIComponent('BÜCHER.example')}`)).toMatchObject([{ id: link.id }])
    expect(link.qrCode).toContain(encodeURIComponent('http://bücher.example:3000/größe?qr=1'))
  })
})

test('a link has every documented field and no others, with what it led to', async () => {
  const link = await create({
    partnerId: ids.publisher,
    key: 'counted',
    password: 'Sesam',
    qr: { foreground: '#ff0000' },
  })
  const clicked = { publisher: 1, link: link.id, key: 'counted', domain: own, day: '2026-03-01' }
  await world.record([
    { ...clicked, at: '2026-03-01T10:00:00Z', count: 3 },
    { ...clicked, at: '2026-03-01T11:00:00Z', bot: true },
    { ...clicked, at: '2026-03-01T12:00:00Z', status: 'Rejected', reason: 'offer_inactive' },
  ])
  await events.flush()
  const click = clickRow({
    ...clicked,
    organization: organizationId,
    id: randomUUID(),
    time: '2026-03-01 10:00:00.000',
  })
  const customer = await prisma.customer.create({ data: { organizationId, externalId: 'ada', clickId: click.id } })
  const time = new Date('2026-03-02T00:00:00Z')
  const conversion = { time, publisherId: ids.publisher, customerId: customer.id }
  await recordConversion(database, events, click, { ...conversion, amount: '12.34', amountCurrency: 'USD' })
  await recordConversion(database, events, click, { ...conversion, amount: null, amountCurrency: '' })
  await recordConversion(database, events, click, {
    ...conversion,
    amount: '1',
    amountCurrency: 'USD',
    status: 'Pending',
  })
  const [shown] = await listed('search=counted')
  expect(shown).toMatchObject({
    clicks: 3,
    leads: 1,
    conversions: 1,
    sales: 1,
    saleAmount: 1234,
    lastClicked: '2026-03-01T10:00:00.000Z',
    password: 'Sesam',
  })
  expect(shown?.qrCode).toContain('fgColor=%23ff0000')
  const stored = await prisma.link.findUniqueOrThrow({ where: { id: link.id } })
  expect(Buffer.from(stored.password ?? []).toString()).not.toContain('Sesam')
  expect(await isLinkPassword(stored.passwordHash ?? '', 'Sesam')).toBe(true)
  const audit = await prisma.auditEntry.findMany({ where: { entityId: link.id } })
  expect(JSON.stringify(audit)).not.toContain('Sesam')

  const customers = await ask('GET', `customers?linkId=${link.id}&includeExpandedFields=true`)
  expect(customers.body).toMatchObject([{ externalId: 'ada', link: { id: link.id, key: 'counted' } }])
  expect((await ask('GET', `customers?linkId=${randomUUID()}`)).body).toEqual([])
})

test('lists page forward and back, and narrow', async () => {
  const tenantId = randomUUID()
  const made: string[] = []
  for (const key of ['p1', 'p2', 'p3', 'p4']) made.push((await create({ key, tenantId })).id)
  await ask('PATCH', `links/${made[3]}`, { archived: true })
  const idsOf = async (query: string) => (await listed(`tenantId=${tenantId}&${query}`)).map(({ id }) => id)
  const [a, b, c, d] = made
  expect(await idsOf('')).toEqual([c, b, a])
  expect(await idsOf('showArchived=true')).toEqual([d, c, b, a])
  expect(await idsOf('sortOrder=asc&pageSize=2')).toEqual([a, b])
  expect(await idsOf('pageSize=2&page=2')).toEqual([a])
  expect(await idsOf(`pageSize=1&startingAfter=${c}`)).toEqual([b])
  expect(await idsOf(`pageSize=1&endingBefore=${a}`)).toEqual([b])
  expect(await idsOf('search=P2')).toEqual([b])
  expect(await idsOf(`userId=${admin.userId}&search=p1`)).toEqual([a])
  expect(await idsOf('withTags=true')).toEqual([])
  for (const query of ['sortBy=clicks', 'pageSize=101', `startingAfter=${randomUUID()}`, 'domain=a%20b', 'tagIds=x'])
    expect((await ask('GET', `links?${query}`)).status, query).toBe(422)
  expect((await ask('GET', `links/count?tenantId=${tenantId}`)).body).toBe(3)
  // Dub's SDKs take nothing but a number.
  for (const groupBy of ['domain', 'userId', 'folderId', 'tagId'])
    expect((await ask('GET', `links/count?tenantId=${tenantId}&groupBy=${groupBy}`)).body, groupBy).toBe(3)
  expect((await ask('GET', 'links/count?groupBy=moon')).status).toBe(422)
})

test('campaigns: publishers manage their own', async () => {
  const headers = { 'API-KEY': one.key }
  const body = { external_id: 'c1', name: 'Drop', kind: 'broadcast', channel: 'whatsapp' }
  const made = await send('POST', '/api/campaigns', { headers, body })
  const id = z.object({ created_item_id: z.string() }).parse(made.body).created_item_id
  expect((await send('POST', '/api/campaigns', { headers, body })).status).toBe(402)
  await create({ campaignId: id }, one)
  expect((await send('GET', `/api/campaigns/${id}`, { headers })).body).toMatchObject({
    data: { ...body, links_count: 1, archived: false, publisher: { id: ids.publisher } },
  })
  expect((await send('DELETE', `/api/campaigns/${id}`, { headers: { 'API-KEY': two.key } })).status).toBe(404)
  expect((await send('DELETE', `/api/campaigns/${id}`, { headers })).status).toBe(200)
  expect(refused(await ask('POST', 'links', { url, campaignId: id }, one))).toMatch(/^422 campaignId/)
})
