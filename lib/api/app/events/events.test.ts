import { beforeAll, describe, expect, test } from 'vitest'
import { listEvents } from '@/lib/api/dub/events.contract'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { domainOf, recordEvents, referredRecords, type Referred } from '@/lib/testing/dub-events'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { eventKinds, type EventKind } from '@/lib/reports/event-schema'
import { clickDetails } from '@/lib/api/app/clicks/details.contract'
import { filterValues } from '@/lib/api/app/values.contract'
import { listEventRows, type EventListAnswer } from './list.contract'

// The page of events. It lists what /api/events lists, whose own tests compare that with the raw rows.

const database = await testDatabase()
const log = await testEventLog()
let world: World
let of: Referred
beforeAll(async () => {
  world = await createWorld(database, log)
  of = await referredRecords(database, world)
  await recordEvents(log, world, of)
  // Another organization with the same events.
  const foreign = await createWorld(database, log)
  await recordEvents(log, foreign, await referredRecords(database, foreign))
})

const days = 'from=2026-03-01&to=2026-03-31'
const headersOf = (by: Person) => ({ cookie: by.cookie })

async function list(query: string, by: Person = world.admin): Promise<EventListAnswer> {
  const reply = await send('GET', `/api/app/events?${days}&${query}`, { headers: headersOf(by) })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return listEventRows.response.parse(reply.body)
}
/** All pages, in order. */
async function everything(query: string, by: Person = world.admin): Promise<EventListAnswer['rows']> {
  const rows: EventListAnswer['rows'] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: EventListAnswer = await list(`${query}&per_page=25${cursor && `&cursor=${cursor}`}`, by)
    rows.push(...page.rows)
    cursor = page.next
  }
  return rows
}
async function dubs(query: string, by: Person = world.admin): Promise<string[]> {
  const asked = `/api/events?start=2026-03-01&end=2026-03-31&timezone=Europe/Berlin&limit=1000&${query}`
  const reply = await send('GET', asked, { headers: headersOf(by) })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return listEvents.response.parse(reply.body).map((one) => (one.event === 'click' ? one.click.id : one.eventId))
}

describe.each(eventKinds)('%s', (kind: EventKind) => {
  test.each([
    '',
    'country=DE,US',
    'country=-DE',
    'device=Mobile&browser=Chrome',
    'trigger=qr',
    'os=-(unknown)&city=Berlin',
    'utm_source=google',
    'referer=blog.example',
  ])('are those of /api/events with %s, in its order, over all pages', async (filter) => {
    const [mine, theirs, { counts, totalCount }] = await Promise.all([
      everything(`event=${kind}&${filter}`),
      dubs(`event=${kind}&${filter}`),
      list(`event=${kind}&${filter}`),
    ])
    expect(mine.map(({ id }) => id)).toEqual(theirs)
    expect([counts[kind], totalCount]).toEqual([theirs.length, theirs.length])
  })

  test('of other publishers and organizations aren’t listed or counted', async () => {
    const [one, two] = world.publishers
    const all = await everything(`event=${kind}`)
    for (const [person, number] of [
      [one, 1],
      [two, 2],
    ] as const) {
      const own = await everything(`event=${kind}`, person)
      expect(own.map(({ id }) => id)).toEqual(
        all.filter(({ publisher }) => publisher?.id === number).map(({ id }) => id),
      )
      expect((await list(`event=${kind}`, person)).counts[kind]).toBe(own.length)
      expect(own.every(({ revenue }) => revenue === null)).toBe(true)
    }
    const other = all.find(({ publisher }) => publisher?.id === 2)?.id ?? ''
    const reply = await send('GET', `/api/app/events?${days}&event=${kind}&cursor=after.${other}`, {
      headers: headersOf(one),
    })
    expect(reply.status).toBe(400)
  })

  test('page back to where they came from', async () => {
    const first = await list(`event=${kind}&per_page=10`)
    const second = await list(`event=${kind}&per_page=10&cursor=${first.next}`)
    expect([first.previous, second.rows.length]).toEqual([null, 10])
    expect((await list(`event=${kind}&per_page=10&cursor=${second.previous}`)).rows).toEqual(first.rows)
  })
})

describe('a row', () => {
  test('has its link and customer, which only those who can see them can open', async () => {
    const clicks = await everything('event=clicks')
    const own = clicks.find(({ link }) => link?.id === of.links[0])
    expect(own?.link).toEqual({ id: of.links[0], name: `${domainOf(world)}:3000/Spring`, canOpen: true })
    expect(clicks.filter(({ link }) => link === null).length).toBeGreaterThan(0)
    const named = clicks.find(({ customer }) => customer?.id === of.customers[1])
    expect(named?.customer?.name).toBe('Ada')
    expect(clicks.some(({ customer }) => customer?.name === 'stranger' && customer.id === null)).toBe(true)

    // Customer 2 is publisher 2's, so publisher 1 sees no more of them than the click says.
    const seen = await everything('event=clicks', world.publishers[0])
    expect(seen.some(({ customer }) => customer?.id === of.customers[1])).toBe(false)
    expect(seen.some(({ customer }) => customer?.name === 'user 2' && customer.id === null)).toBe(true)
    expect(seen.some(({ customer }) => customer?.id === of.customers[0])).toBe(true)
    const leads = await everything('event=leads', world.publishers[0])
    expect(leads.every(({ customer }) => customer === null || customer.id === of.customers[0])).toBe(true)
  })

  test('of a sale has its amount and invoice, and of a lead neither', async () => {
    for (const { amount, externalId, name } of await everything('event=sales'))
      expect([name, amount?.currency, externalId]).toEqual(['Purchase', 'EUR', expect.stringMatching(/^invoice \d+$/)])
    for (const { amount, externalId } of await everything('event=leads'))
      expect([amount, externalId]).toEqual([null, ''])
  })
})

test('conversions can be filtered by their kind, which says which of them are leads and sales', async () => {
  for (const [kind, event] of [
    ['lead', 'leads'],
    ['sale', 'sales'],
  ] as const) {
    const asked = `/api/app/conversions?${days}&status=Approved&per_page=100&conversion_kind=${kind}`
    const reply = await send('GET', asked, { headers: headersOf(world.admin) })
    const body: unknown = reply.body
    expect(body).toMatchObject({ rows: (await list(`event=${event}&per_page=100`)).rows.map(({ id }) => ({ id })) })
  }
})

test.each([
  ['event=views', 'event'],
  ['status=Approved', 'status'],
  ['conversion_kind=sale', 'conversion_kind'],
  ['cursor=7', 'cursor'],
  ['per_page=7', 'per_page'],
  ['country=Germany', 'country'],
  ['offer=999', 'offer'],
])('%s is refused', async (query, field) => {
  const reply = await send('GET', `/api/app/events?${query}`, { headers: headersOf(world.admin) })
  expect([reply.status, reply.body]).toMatchObject([400, { error: { details: [{ field }] } }])
})

test('the details of a click have its link, its trigger, and its customer', async () => {
  const [row] = (await list('event=clicks&trigger=qr')).rows.filter(({ link }) => link !== null)
  const reply = await send('GET', `/api/app/clicks/${row?.id}`, { headers: headersOf(world.admin) })
  expect(clickDetails.response.parse(reply.body)).toMatchObject({
    link: row?.link,
    customer: row?.customer,
    trigger: 'qr',
  })
})

describe('names of a filter’s values', () => {
  const values = async (query: string, by: Person) => {
    const reply = await send('GET', `/api/app/values?dimension=link&${query}`, { headers: headersOf(by) })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return filterValues.response.parse(reply.body).values
  }

  test('are those that were asked for, with clicks or without, as far as someone can see them', async () => {
    const [own = '', , other = ''] = of.links
    const named = { value: own, label: `${domainOf(world)}:3000/Spring`, clicks: 0 }
    expect(await values(`range=7d&only=${own}`, world.admin)).toEqual([named])
    expect(await values(`range=7d&only=${own},${other}`, world.publishers[0])).toEqual([named])
    expect(await values(`range=7d&only=${own}`, world.publishers[1])).toEqual([])
    const march = await values(`only=${own}&from=2026-03-01&to=2026-03-31`, world.admin)
    expect(march.map(({ value }) => value)).toEqual([own])
  })
})
