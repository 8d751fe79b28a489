import fc from 'fast-check'
import { Dub } from 'dub'
import { HTTPClient } from 'dub/lib/http.js'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { config } from '@/lib/config'
import type { ClickRow, ConversionRow } from '@/lib/events/tables'
import { dispatch } from '@/lib/api/dispatch'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { domainOf, recordEvents, referredRecords, type Referred } from '@/lib/testing/dub-events'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { retrieveAnalytics } from './analytics.contract'
import { listEvents, MOST_EVENTS } from './events.contract'

// Contract: dub-events.txt, dub-response-shapes.md, and the published SDK. Answers are compared with filtering all rows by hand.

const database = await testDatabase()
const log = await testEventLog()
const { rateLimitPerMinute } = config()
config().rateLimitPerMinute = 1_000_000
afterAll(() => void (config().rateLimitPerMinute = rateLimitPerMinute))

type Place = { world: World; of: Referred; clicks: ClickRow[]; conversions: ConversionRow[] }
async function place(): Promise<Place> {
  const world = await createWorld(database, log)
  await database.prisma.organization.update({ where: { id: world.organizationId }, data: { currency: 'EUR' } })
  const of = await referredRecords(database, world)
  return { world, of, ...(await recordEvents(log, world, of)) }
}
const home = await place()
const foreign = await place()
const { world, of } = home

type Kind = 'clicks' | 'leads' | 'sales'
const kinds: readonly Kind[] = ['clicks', 'leads', 'sales']
type Row = ClickRow | ConversionRow
const MARCH = 'start=2026-03-01&end=2026-03-31'

const isSale = (row: ConversionRow) => row.kind === 'sale' || (row.kind !== 'lead' && row.amount_currency !== '')

/** What counts as an event of a kind, oldest first. */
function rowsOf(kind: Kind, { clicks, conversions }: Place = home): Row[] {
  const rows: Row[] =
    kind === 'clicks'
      ? clicks.filter(({ status, bot }) => status === 'Approved' && !bot)
      : conversions.filter((row) => row.status === 'Approved' && isSale(row) === (kind === 'sales'))
  return rows.toSorted((a, b) => (a.time + inStore(a.id) < b.time + inStore(b.id) ? -1 : 1))
}
/** The store compares UUIDs by their second half first. */
const inStore = (id: string) => id.slice(19) + id.slice(0, 18)

async function ask(path: string, by: Person = world.admin) {
  return send('GET', path, { headers: { authorization: `Bearer ${by.key}` } })
}
async function events(query: string, by = world.admin) {
  const reply = await ask(`/api/events?${query}`, by)
  expect(reply.status, `${query}: ${JSON.stringify(reply.body)}`).toBe(200)
  return listEvents.response.parse(reply.body)
}
const idOf = (event: z.output<typeof listEvents.response>[number]) =>
  event.event === 'click' ? event.click.id : event.eventId
const ids = async (query: string, by = world.admin) => (await events(`${query}&limit=1000`, by)).map(idOf)
async function analytics(query: string, by = world.admin) {
  const reply = await ask(`/api/analytics?${query}`, by)
  expect(reply.status, `${query}: ${JSON.stringify(reply.body)}`).toBe(200)
  return retrieveAnalytics.response.parse(reply.body)
}
const countOf = async (query: string, by = world.admin) => {
  const answer = await analytics(query, by)
  if (Array.isArray(answer)) throw new Error('Expected a count')
  return answer
}
const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
async function refused(path: string, by = world.admin) {
  const reply = await ask(path, by)
  return [reply.status, refusal.parse(reply.body).error.message] as const
}

const cut = (url: string) => url.replace(/[?#].*$/, '')
const linkOf = ({ link, offer, publisher }: Row) => link || `tracking_${offer}_${publisher}`
const customerOf = (row: Row): string => {
  if ('click' in row) return row.customer
  const known = ['user 1', 'user 2'].indexOf(row.external_user)
  return of.customers[known] ?? row.external_user
}

/** Every filter that takes lists, and the values that a row has for it. */
const filters: Readonly<Record<string, (row: Row) => string | readonly string[]>> = {
  linkId: linkOf,
  domain: (row) => row.domain || 'localhost:3000',
  tenantId: ({ tenant }) => tenant,
  tagId: ({ tags }) => tags,
  tagIds: ({ tags }) => tags,
  folderId: ({ folder }) => folder,
  groupId: ({ publisher }) => (publisher === 2 ? of.group : ''),
  partnerId: ({ publisher }) => of.publishers[publisher - 1] ?? '',
  partnerTagId: ({ publisher }) => (publisher === 1 ? (of.tags[0] ?? '') : ''),
  customerId: (row) => (of.customers.includes(customerOf(row)) ? customerOf(row) : ''),
  country: ({ country }) => country,
  city: ({ city }) => city,
  region: ({ region }) => region,
  continent: ({ continent }) => continent,
  device: ({ device }) => device,
  browser: ({ browser }) => browser,
  os: ({ os }) => os,
  trigger: ({ trigger }) => trigger,
  referer: (row) => row.referer_host,
  refererUrl: ({ referer }) => cut(referer),
  url: ({ url }) => cut(url),
  utm_source: (row) => row.utm_source,
  utm_medium: (row) => row.utm_medium,
  utm_campaign: (row) => row.utm_campaign,
  utm_term: (row) => row.utm_term,
  utm_content: (row) => row.utm_content,
}

const valuesOf = (name: string, row: Row) => [filters[name]?.(row) ?? ''].flat()
/** All values that there are, in a fixed order. */
const valuesThere = (name: string) =>
  [...new Set(home.clicks.flatMap((row) => valuesOf(name, row)))].filter((value) => value !== '').toSorted()
const matches = (name: string, values: readonly string[], excluded: boolean) => (row: Row) =>
  valuesOf(name, row).some((value) => values.includes(value)) !== excluded
const spelled = (name: string, values: readonly string[], excluded = false) =>
  `${name}=${excluded ? '-' : ''}${values.map(encodeURIComponent).join(',')}`
const found = (rows: readonly Row[]) => rows.map(({ id }) => id).toReversed()

describe('filters', () => {
  test.each(Object.keys(filters))('%s', async (name) => {
    const [first = '', second = first] = valuesThere(name)
    for (const kind of kinds)
      for (const [values, excluded] of [
        [[first], false],
        [[...new Set([first, second])], false],
        [[first], true],
        [[...new Set([first, second])], true],
      ] as const) {
        const query = `event=${kind}&${MARCH}&${spelled(name, values, excluded)}`
        const expected = rowsOf(kind).filter(matches(name, values, excluded))
        const counted = await countOf(query)
        expect({ query, ids: await ids(query), count: counted[kind] }).toEqual({
          query,
          ids: found(expected),
          count: expected.length,
        })
      }
  })

  test.each<[string, (row: Row) => boolean]>([
    ['root=true', ({ key }) => key === '_root'],
    ['root=false', ({ key }) => key !== '_root'],
    ['qr=true', ({ trigger }) => trigger === 'qr'],
    ['qr=false', ({ trigger }) => trigger !== 'qr'],
    ['region=CA', ({ region }) => region === 'US-CA'],
    ['region=-CA', ({ region }) => region !== 'US-CA'],
    ['country=de', ({ country }) => country === 'DE'],
    ['city=new%20york', ({ city }) => city === 'New York'],
    ['country=(unknown)', ({ country }) => country === ''],
    ['url=https://shop.example/a?other', ({ url }) => cut(url) === 'https://shop.example/a'],
    [`domain=${domainOf(world)}&key=spring`, ({ link }) => link === of.links[0]],
    [`domain=${domainOf(world)}&key=t/click`, ({ link, domain }) => link === '' && domain !== ''],
    ['externalId=ext_external%201', ({ link }) => link === of.links[1]],
    ['customerId=ext_user%201', (row) => customerOf(row) === of.customers[0]],
    ['partnerId=0190c8a4-7e1b-7c3a-9d2e-5f60718293a4', () => false],
  ])('%s', async (query, matching) => {
    for (const kind of kinds)
      expect(await ids(`event=${kind}&${MARCH}&${query}`)).toEqual(found(rowsOf(kind).filter(matching)))
  })

  test('saleType only narrows down sales', async () => {
    for (const type of ['new', 'recurring']) {
      const expected = rowsOf('sales').filter((row) => 'sale_type' in row && row.sale_type === type)
      expect(await ids(`event=sales&${MARCH}&saleType=${type}`)).toEqual(found(expected))
      expect(await countOf(`event=composite&${MARCH}&saleType=${type}`)).toMatchObject({
        clicks: rowsOf('clicks').length,
        leads: rowsOf('leads').length,
        sales: expected.length,
      })
    }
  })

  type Metadata = { plan?: string; seats?: number; a?: { b: boolean } }
  test.each<[string, (metadata: Metadata) => boolean]>([
    ["metadata['plan']:'pro'", ({ plan }) => plan === 'pro'],
    ["metadata['plan']!='pro'", ({ plan }) => plan !== 'pro'],
    ["metadata['seats']=5.0", ({ seats }) => seats === 5],
    ["metadata['seats']>5", ({ seats = 0 }) => seats > 5],
    ["metadata['seats']<=5", ({ seats = 9 }) => seats <= 5],
    ["metadata['a']['b']:true", ({ a }) => a?.b === true],
    ["metadata['plan']:'pro' OR metadata['seats']>5 AND metadata['plan']:'pro'", ({ plan }) => plan === 'pro'],
    ["(metadata['plan']:'pro' OR metadata['seats']>5) AND metadata['plan']:'free'", ({ plan }) => plan === 'free'],
  ])('query=%s', async (query, matching) => {
    for (const kind of ['leads', 'sales'] as const) {
      const asked = `event=${kind}&${MARCH}&query=${encodeURIComponent(query)}`
      const expected = rowsOf(kind).filter(
        (row) =>
          'metadata' in row &&
          matching(row.metadata === '' ? {} : z.custom<Metadata>().parse(JSON.parse(row.metadata))),
      )
      expect(await ids(asked)).toEqual(found(expected))
      expect((await countOf(asked))[kind]).toBe(expected.length)
    }
  })
})

test('any filters, range, and paging return each event once, in order', async () => {
  const some = fc.uniqueArray(fc.constantFrom(...Object.keys(filters)), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kinds),
      some,
      fc.array(fc.nat(5), { minLength: 9, maxLength: 9 }),
      fc.integer({ min: 1, max: 14 }),
      fc.integer({ min: 1, max: 14 }),
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      async (kind, names, numbers, one, other, limit, isAscending) => {
        const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}`
        const [from, to] = [day(Math.min(one, other)), day(Math.max(one, other))]
        const chosen = names.map((name, index) => {
          const there = valuesThere(name)
          const values = [...new Set([numbers[index * 3] ?? 0, numbers[index * 3 + 1] ?? 0])].flatMap(
            (number) => there[number % there.length] ?? [],
          )
          return { name, values, excluded: (numbers[index * 3 + 2] ?? 0) % 2 === 1 }
        })
        const query = [
          `event=${kind}&start=${from}&end=${to}&limit=${limit}`,
          `sortOrder=${isAscending ? 'asc' : 'desc'}`,
          ...chosen.map(({ name, values, excluded }) => spelled(name, values, excluded)),
        ].join('&')
        const expected = rowsOf(kind).filter(
          (row) =>
            row.time.slice(0, 10) >= from &&
            row.time.slice(0, 10) <= to &&
            chosen.every(({ name, values, excluded }) => matches(name, values, excluded)(row)),
        )
        const pages: string[] = []
        for (let page = 1; page === 1 || pages.length === (page - 1) * limit; page++)
          pages.push(...(await events(`${query}&page=${page}`)).map(idOf))
        expect(pages).toEqual(isAscending ? expected.map(({ id }) => id) : found(expected))
      },
    ),
    { numRuns: 20 },
  )
})

test('page 10,000 exists, and what comes after it is refused with what to do', async () => {
  expect(await events(`${MARCH}&page=10000`)).toEqual([])
  expect(await events(`event=leads&${MARCH}&page=10000`)).toEqual([])
  for (const query of ['page=10001', 'page=1001&limit=1000'])
    expect(await refused(`/api/events?${query}`)).toEqual([
      422,
      expect.stringMatching(/^page: must be at most \d+ with/),
    ])
  expect(MOST_EVENTS).toBe(10_000 * 100)
})

test('asc wins where a client sends both orders, as the SDK does', async () => {
  const oldest = rowsOf('clicks').map(({ id }) => id)
  for (const order of ['sortOrder=desc&order=asc', 'sortOrder=asc&order=desc', 'order=asc', 'sortOrder=asc'])
    expect(await ids(`${MARCH}&${order}`)).toEqual(oldest)
  expect(await ids(`${MARCH}&sortOrder=desc&order=desc`)).toEqual(oldest.toReversed())
})

describe('shapes', () => {
  test('a lead has the click and the link it came from, and its customer', async () => {
    const row = home.conversions.find(
      ({ status, kind, customer, link }) =>
        status === 'Approved' && kind === 'lead' && customer === of.customers[0] && link === of.links[0],
    )
    const from = home.clicks.find(({ id }) => id === row?.click)
    const lead = (await events(`event=leads&${MARCH}&limit=1000`)).find((event) => idOf(event) === row?.id)
    expect(lead).toMatchObject({
      event: 'lead',
      eventName: 'Sign up',
      click: { id: from?.id, ua: from?.user_agent, ip: '203.0.113.7', url: from?.url, qr: from?.trigger === 'qr' },
      click_id: from?.id,
      link: {
        id: of.links[0],
        key: 'Spring',
        shortLink: `http://${domainOf(world)}:3000/Spring`,
        partnerId: of.publishers[0],
      },
      link_id: of.links[0],
      domain: domainOf(world),
      customer: { id: of.customers[0], externalId: 'user 1', name: 'Ada' },
    })
  })

  test('a sale has its amount in cents, and its metadata', async () => {
    const row = home.conversions.find((one) => one.status === 'Approved' && isSale(one) && one.payment_processor !== '')
    const sale = (await events(`event=sales&${MARCH}&limit=1000`)).find((event) => idOf(event) === row?.id)
    const amount = Number(row?.amount) * 100
    expect(sale).toMatchObject({
      event: 'sale',
      sale: { amount, invoiceId: row?.external_transaction, paymentProcessor: 'stripe', currency: 'eur' },
      saleAmount: amount,
      invoice_id: row?.external_transaction,
      payment_processor: 'stripe',
      metadata: row?.metadata === '' ? null : JSON.parse(row?.metadata ?? ''),
    })
  })

  test('a click without a short link has one made of its offer and publisher', async () => {
    const [event] = await events(`${MARCH}&domain=${domainOf(world)}&key=t/click`)
    const row = home.clicks.find(({ id }) => event && id === idOf(event))
    const own = rowsOf('clicks').filter((one) => row && linkOf(one) === linkOf(row))
    expect(event?.link).toMatchObject({
      id: row && linkOf(row),
      key: 't/click',
      domain: domainOf(world),
      partnerId: of.publishers[(row?.publisher ?? 0) - 1],
      clicks: own.length,
      workspaceId: world.organizationId,
    })
  })
})

describe('who sees what', () => {
  test('a publisher sees their own events, whatever the filter', async () => {
    const [first, second] = world.publishers
    for (const [person, number] of [
      [first, 1],
      [second, 2],
    ] as const)
      for (const kind of kinds) {
        const own = rowsOf(kind).filter(({ publisher }) => publisher === number)
        expect(await ids(`event=${kind}&${MARCH}`, person)).toEqual(found(own))
      }
    const own = rowsOf('clicks').filter(({ publisher }) => publisher === 1)
    for (const name of Object.keys(filters)) {
      const [value = ''] = valuesThere(name)
      for (const excluded of [false, true])
        expect(await ids(`${MARCH}&${spelled(name, [value], excluded)}`, first), name).toEqual(
          found(own.filter(matches(name, [value], excluded))),
        )
    }
    expect(await refused(`/api/events?${MARCH}&externalId=ext_external%202`, first)).toEqual([
      404,
      expect.stringContaining('externalId'),
    ])
  })

  test('another organization’s records are found by nobody else', async () => {
    for (const query of [
      spelled('linkId', foreign.of.links),
      spelled('partnerId', foreign.of.publishers),
      spelled('customerId', foreign.of.customers),
      spelled('groupId', [foreign.of.group]),
      spelled('tagId', foreign.of.tags),
      spelled('folderId', foreign.of.folders),
      spelled('domain', [domainOf(foreign.world)]),
    ])
      expect(await ids(`${MARCH}&${query}`), query).toEqual([])
    expect(await refused(`/api/events?domain=${domainOf(foreign.world)}&key=spring`)).toEqual([
      404,
      expect.stringContaining('key'),
    ])
  })

  test('events need the Business plan, and leads and sales a key that can read reports', async () => {
    const { organization } = database.prisma
    const where = { id: foreign.world.organizationId }
    await organization.update({ where, data: { plan: 'Pro' } })
    expect(await refused(`/api/events?${MARCH}`, foreign.world.admin)).toEqual([
      403,
      expect.stringContaining('Business'),
    ])
    await organization.update({ where, data: { plan: 'Enterprise' } })
    expect(await ids(MARCH, foreign.world.admin)).toHaveLength(rowsOf('clicks', foreign).length)
  })
})

describe('bad input', () => {
  test.each([
    ['event=visits', 'event'],
    ['page=0', 'page'],
    ['limit=1001', 'limit'],
    ['sortBy=name', 'sortBy'],
    ['sortOrder=up', 'sortOrder'],
    ['order=up', 'order'],
    ['interval=2d', 'interval'],
    ['start=soon', 'start'],
    ['end=soon', 'end'],
    ['start=2026-03-02&end=2026-03-01', 'end'],
    ['timezone=Berlin', 'timezone'],
    ['key=spring', 'key'],
    ['key=spring&domain=a.example,b.example', 'key'],
    ['linkId=nothing', 'linkId'],
    ['tagId=nothing', 'tagId'],
    ['folderId=nothing', 'folderId'],
    ['groupId=nothing', 'groupId'],
    ['partnerId=nothing', 'partnerId'],
    ['customerId=nothing', 'customerId'],
    ['country=Germany', 'country'],
    ['country=ZZ', 'country'],
    ['region=Bavaria', 'region'],
    ['continent=Europe', 'continent'],
    ['device=Toaster', 'device'],
    ['trigger=click', 'trigger'],
    ['city=', 'city'],
    ['city=Berlin,', 'city'],
    ['referer=-', 'referer'],
    ['root=yes', 'root'],
    ['saleType=old', 'saleType'],
    ["query=metadata['a']:1", 'query'],
    ["event=leads&query=plan:'pro'", 'query'],
    [`event=leads&query=${'x'.repeat(10_001)}`, 'query'],
    ['colour=red', 'colour'],
  ])('%s', async (query, name) => {
    expect(await refused(`/api/events?${query}`)).toEqual([422, expect.stringMatching(new RegExp(`^${name}: `))])
  })

  test('IDs of links elsewhere need ext_, and have to exist', async () => {
    expect(await refused('/api/events?externalId=1')).toEqual([400, expect.stringContaining('externalId')])
    expect(await refused('/api/events?externalId=ext_1')).toEqual([404, expect.stringContaining('externalId')])
  })

  test('analytics name theirs, too', async () => {
    expect(await refused('/api/analytics?groupBy=moons')).toEqual([422, expect.stringMatching(/^groupBy: /)])
    expect(await refused('/api/analytics?event=visits')).toEqual([422, expect.stringMatching(/^event: /)])
    expect(await refused("/api/analytics?event=composite&query=metadata['a']:1")).toEqual([
      422,
      expect.stringMatching(/^query: /),
    ])
  })
})

describe('the published SDK', () => {
  const httpClient = new HTTPClient({ fetcher: (input, init) => dispatch(new Request(input, init)) })
  const dub = new Dub({ token: world.admin.key, serverURL: 'http://localhost:3000/api', httpClient })
  const march = { start: '2026-03-01', end: '2026-03-31' } as const

  test('lists all kinds of events', async () => {
    for (const event of kinds)
      expect(await dub.events.list({ event, ...march, limit: 1000 })).toHaveLength(rowsOf(event).length)
    expect(await dub.events.list()).toEqual([])
  })

  test.each([
    'count',
    'timeseries',
    'continents',
    'countries',
    'regions',
    'cities',
    'devices',
    'browsers',
    'os',
    'trigger',
    'triggers',
    'referers',
    'referer_urls',
    'top_links',
    'top_urls',
    'top_base_urls',
  ] as const)('retrieves analytics by %s', async (groupBy) => {
    for (const event of ['clicks', 'leads', 'sales', 'composite'] as const) {
      const answer = await dub.analytics.retrieve({ event, groupBy, ...march })
      if (Array.isArray(answer)) expect(answer.length).toBeGreaterThan(0)
    }
  })
})
