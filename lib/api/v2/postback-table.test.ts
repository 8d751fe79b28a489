import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { newPostbackSecret } from '@/lib/access/postback-secrets'
import { storeTime } from '@/lib/events/sql'
import { click as clickTable, postback as log, type PostbackRow } from '@/lib/events/tables'
import { askV2, faultOf } from '@/lib/testing/integr8'
import { pageWorld } from '@/lib/testing/page-calls'
import { send } from '@/lib/testing/api'
import { clickRow, postbackRow } from '@/lib/testing/rows'
import { createWorld, idAt } from '@/lib/testing/world'
import { newUuid } from '@/lib/uuid'
import { listPostbackLog } from '@/lib/api/app/postback-log/list.contract'
import { readLoggedPostback } from '@/lib/api/app/postback-log/details.contract'
import { postbackTable } from './postback-table.contract'

// The postback log, as a report and as a page.

const { ask, database, events, refused, world } = await pageWorld()
const { organizationId, admin } = world
const { prisma } = database
const publisher = world.publishers[0]
const [conversion, call] = [randomUUID(), randomUUID()]
const click = idAt(new Date('2026-03-09T23:00:00Z'))

function entry(minute: number, values: Partial<PostbackRow> = {}, organization = organizationId): PostbackRow {
  const time = new Date(Date.UTC(2026, 2, 10, 9, minute))
  return postbackRow({ organization, id: idAt(time), time: storeTime(time), ...values })
}

const sent = { direction: 'out', source: 'conversion', method: 'GET', parent: call, conversion } as const
const rows = {
  unknown: entry(1, { publisher: 0, offer: 0, result: 'unknown_click', http_status: 404, message: 'No click.' }),
  late: entry(2, { result: 'late', http_status: 410, message: 'Too late.', click }),
  reported: entry(3, {
    click,
    conversion,
    url: '/t/postback?secure=***&transaction_id=x&amount=20.00&revenue=7.50&commission=9&customer_id=c7&new_rejected_reason=fraud',
  }),
  others: entry(4, { publisher: 2, offer: 2, conversion: randomUUID(), source: 'script' }),
  failed: entry(5, {
    ...sent,
    postback: 1,
    url: 'https://tracker.example/in?payout=3.50',
    host: 'Tracker.example',
    http_status: 500,
    result: 'failed',
    message: 'The target responded with status 500.',
    response: 'Try later',
  }),
  delivered: entry(9, {
    ...sent,
    postback: 1,
    attempt: 2,
    url: 'https://tracker.example/in?payout=3.50',
    host: 'tracker.example',
    http_status: 200,
    result: 'delivered',
    response: 'OK',
  }),
  network: entry(10, {
    ...sent,
    parent: randomUUID(),
    postback: 2,
    url: 'https://network.example/in?revenue=7.50',
    host: 'network.example',
    http_status: 0,
    result: 'failed',
    message: 'network.example refused the connection.',
  }),
}
const nameOf = (id: string) => Object.entries(rows).find(([, row]) => row.id === id)?.[0]

beforeAll(async () => {
  const { id: publisherId } = await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  for (const [index, owner] of [publisherId, null].entries()) {
    const id = newUuid()
    await prisma.postback.create({
      data: {
        id,
        organizationId,
        incrementalId: index + 1,
        name: `Postback ${index + 1}`,
        publisherId: owner,
        trigger: 'conversion',
        url: 'https://tracker.example/in',
        secret: newPostbackSecret(id),
      },
    })
  }
  const other = await createWorld(database, events)
  await events.append(log, [...Object.values(rows), entry(6, {}, other.organizationId)])
})

const path = 'reports/v2/postback-table?start_date=2026-03-10&end_date=2026-03-10'
const report = async (query: string, key = admin.key) =>
  postbackTable.response.parse(await askV2(key, 'GET', `${path}&page[size]=100${query}`)).data
const names = async (query = '', key = admin.key) =>
  (await report(query, key)).data.map(({ real_tx_id: id }) => nameOf(id))

describe('the report', () => {
  test('has what came in and what was sent, newest first', async () => {
    expect(await names()).toEqual(['network', 'delivered', 'failed', 'others', 'reported', 'late', 'unknown'])
    const { data } = await report('&filter[result]=delivered')
    expect(data).toMatchObject([
      {
        direction: 'out',
        source: 'conversion',
        postback: { incremental_id: 1, name: 'Postback 1' },
        call_id: call,
        attempt: 2,
        publisher: { name: 'Publisher 1' },
        offer: { name: 'Offer' },
        event: null,
        transaction_id: null,
        conversion_id: conversion,
        http_status: 200,
        response: 'OK',
        request_time: '2026-03-10T09:09:00.000Z',
        unix_time: Date.UTC(2026, 2, 10, 9, 9) / 1000,
      },
    ])
    expect((await report('&filter[result]=unknown_click')).data).toMatchObject([{ offer: null, call_id: null }])
  })

  test.each([
    ['direction]=in', ['others', 'reported', 'late', 'unknown']],
    ['source]=pixel,conversion', ['network', 'delivered', 'failed']],
    ['source]=script', ['others']],
    ['result]=failed,late', ['network', 'failed', 'late']],
    ['offer_id]=1', ['network', 'delivered', 'failed', 'reported', 'late']],
    ['publisher]=2', ['others']],
    ['postback_id]=1', ['delivered', 'failed']],
    [`call_id]=${call}`, ['delivered', 'failed']],
    [`transaction_id]=${click.toUpperCase()}`, ['reported', 'late']],
    [`conversion_id]=${conversion}`, ['network', 'delivered', 'failed', 'reported']],
    ['http_status]=0,500', ['network', 'failed']],
    ['host]=tracker.example', ['delivered', 'failed']],
  ])('is filtered by filter[%s', async (filter, found) => {
    expect(await names(`&filter[${filter}`)).toEqual(found)
  })

  test('is filtered by integration, and by period', async () => {
    const { id } = await prisma.integration.findFirstOrThrow({ where: { organizationId } })
    expect(await names(`&integration_id=${id}&filter[direction]=in`)).toHaveLength(4)
    const empty = await prisma.integration.create({ data: { organizationId, name: 'Empty' } })
    expect(await names(`&integration_id=${empty.id}`)).toEqual([])
    const from = 'reports/v2/postback-table?page[size]=9&start_time=2026-03-10 09:03:00&end_time=2026-03-10 09:04:59'
    const { data } = postbackTable.response.parse(await askV2(admin.key, 'GET', from)).data
    expect(data.map(({ real_tx_id: row }) => nameOf(row))).toEqual(['others', 'reported'])
  })

  test('goes on after and ends before a row', async () => {
    const { data, pageInfo } = await report(`&page[after]=${rows.others.id}`)
    expect(data.map(({ real_tx_id: row }) => nameOf(row))).toEqual(['reported', 'late', 'unknown'])
    expect(pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false, endCursor: rows.unknown.id })
    expect(await names(`&page[before]=${rows.delivered.id}`)).toEqual(['network'])
  })

  test.each([
    ['filter[direction]=sideways', 'filter[direction]', /in, out/],
    ['filter[source]=fax', 'filter[source]', /must be one of postback, pixel, script, click/],
    ['filter[result]=good', 'filter[result]', /must be one of delivered/],
    ['filter[http_status]=99', 'filter[http_status]', /HTTP status/],
    ['filter[transaction_id]=7', 'filter[transaction_id]', /must be click IDs/],
    ['filter[conversion_id]=7', 'filter[conversion_id]', /must be conversion IDs/],
    ['filter[offer_id]=99', 'filter[offer_id]', /No offer with the ID 99/],
    ['filter[event_id]=99', 'filter[event_id]', /No event with the ID 99/],
    ['filter[postback_id]=99', 'filter[postback_id]', /No postback with the ID 99/],
    ['filter[country]=DE', 'filter[country]', /isn’t recognized/],
    ['integration_id=7', 'integration_id', /integration’s ID/],
    [`page[after]=${randomUUID()}`, 'page[after]', /row that exists/],
  ])('%s is refused', async (query, field, message) => {
    expect(await askV2(admin.key, 'GET', `${path}&page[size]=9&${query}`, undefined, { status: 400 })).toMatchObject(
      faultOf(field.replace('page[size]=9&', ''), message),
    )
  })
})

describe('a publisher', () => {
  test('sees reports of its conversions and its own postbacks, but not the network’s', async () => {
    expect(await names('', publisher.key)).toEqual(['delivered', 'failed', 'reported'])
    expect(await names('', world.publishers[1].key)).toEqual(['others'])
    for (const hidden of [rows.network, rows.late, rows.others])
      expect(
        await askV2(publisher.key, 'GET', `${path}&page[size]=9&page[after]=${hidden.id}`, undefined, { status: 400 }),
      ).toMatchObject(faultOf('page[after]', /row that exists/))
  })

  test('doesn’t see revenue, customers, or reasons in what advertisers reported', async () => {
    const [row] = (await report('&filter[direction]=in', publisher.key)).data
    expect(row?.url).toMatch(
      /amount=20.00&revenue=\*\*\*&commission=\*\*\*&customer_id=\*\*\*&new_rejected_reason=\*\*\*/,
    )
    expect(JSON.stringify(await report('', publisher.key))).not.toContain('7.50')
    expect(JSON.stringify(await ask(listPostbackLog, 'from=2026-03-10&to=2026-03-10', publisher))).not.toContain('7.50')
    const [seen] = (await report('&filter[direction]=in&filter[conversion_id]=' + conversion)).data
    expect(seen?.url).toContain('revenue=7.50')
  })
})

test('account managers see what’s about their publishers and advertisers, and what their publishers’ postbacks sent', async () => {
  const ofPublisher = await world.accountManager({ isAdvertiserManager: false }, { publishers: [1] })
  expect(await names('', ofPublisher.key)).toEqual(['delivered', 'failed', 'reported', 'late'])
  const ofAdvertiser = await world.accountManager({ isPublisherManager: false }, { advertisers: [1] })
  expect(await names('', ofAdvertiser.key)).toEqual(['reported', 'late'])
  await world.assign(admin, {})
})

describe('the page', () => {
  const list = (query = '', person = admin) => ask(listPostbackLog, `from=2026-03-10&to=2026-03-10${query}`, person)
  const read = (id: string, person = admin) =>
    ask({ ...readLoggedPostback, path: `/api/app/postback-log/${id}` }, '', person)

  test('counts what it lists, and how many have each result', async () => {
    const answer = await list('&direction=out&result=failed')
    expect(answer.rows.map(({ id }) => nameOf(id))).toEqual(['network', 'failed'])
    expect(answer).toMatchObject({
      totalCount: 2,
      results: [
        { result: 'failed', count: 2 },
        { result: 'delivered', count: 1 },
      ],
    })
    expect((await list('', publisher)).totalCount).toBe(3)
  })

  test.each([
    [`conversion_id=${conversion}&direction=in`, ['reported']],
    [`transaction_id=${click}`, ['reported', 'late']],
    ['postback_id=2', ['network']],
    ['http_status=0', ['network']],
    ['host=tracker.example&result=delivered', ['delivered']],
    ['publisher=2', ['others']],
    ['offer=2', ['others']],
  ])('is filtered by %s', async (query, found) => {
    if (query === 'offer=2') return expect((await refused(`/api/app/postback-log?${query}`)).fields).toEqual(['offer'])
    expect((await list(`&${query}`)).rows.map(({ id }) => nameOf(id))).toEqual(found)
  })

  test('an entry has all attempts of its call, and the days of its click and conversion', async () => {
    expect(await read(rows.failed.id)).toMatchObject({
      callId: call,
      response: 'Try later',
      httpStatus: 500,
      postback: { id: 1, name: 'Postback 1' },
      attempts: [
        { id: rows.failed.id, attempt: 1, result: 'failed' },
        { id: rows.delivered.id, attempt: 2, result: 'delivered' },
      ],
    })
    const clicked = { organization: organizationId, id: click, time: '2026-03-09 23:00:00.000' }
    await events.append(clickTable, [clickRow(clicked)])
    expect(await read(rows.reported.id)).toMatchObject({
      callId: null,
      transactionId: click,
      click: { id: click, day: '2026-03-09' },
      impression: null,
      attempts: [{ id: rows.reported.id }],
    })
    expect((await read(rows.reported.id, publisher)).url).not.toContain('7.50')
  })

  test('an entry that the caller can’t see isn’t found', async () => {
    for (const [id, person] of [
      [rows.network.id, publisher],
      [rows.reported.id, world.publishers[1]],
      [randomUUID(), admin],
    ] as const) {
      const { status } = await send('GET', `/api/app/postback-log/${id}`, { headers: { cookie: person.cookie } })
      expect(status).toBe(404)
    }
  })

  test.each([
    ['direction=up', 'direction'],
    ['result=good', 'result'],
    ['source=fax', 'source'],
    ['http_status=9', 'http_status'],
    ['postback_id=x', 'postback_id'],
    ['conversion_id=7', 'conversion_id'],
    ['cursor=7', 'cursor'],
  ])('%s is refused', async (query, field) => {
    expect(await refused(`/api/app/postback-log?${query}`)).toEqual({ status: 400, fields: [field] })
  })
})
