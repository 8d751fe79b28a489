import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listLinkVariants } from '@/lib/api/app/links.contract'
import { send } from '@/lib/testing/api'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'

const database = await testDatabase()
const events = await testEventLog()
const world = await createWorld(database, events)
const { organizationId, admin, publishers } = world

const shop = 'https://shop.example'

test('clicks count for the variant that they were sent to, whatever was added to its URL', async () => {
  const variants = [shop, `${shop}/a`, `${shop}/a?x={click_id}&y=1`, `${shop}/b?z#end`]
  const publisher = await database.prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  const link = await database.prisma.link.create({
    data: {
      organizationId,
      publisherId: publisher.id,
      domain: '',
      key: 'ab',
      lookupKey: randomUUID(),
      url: shop,
      testVariants: variants.map((url) => ({ url, percentage: 25 })),
      testStartedAt: new Date('2026-03-02T00:00:00Z'),
    },
  })
  const of = { publisher: 1, link: link.id, key: 'ab', day: '2026-03-02' }
  const at = '2026-03-02T10:00:00Z'
  await world.record([
    { ...of, at, visitor: '1', url: `${shop}/` },
    { ...of, at, visitor: '1', url: `${shop}/?utm_source=x` },
    { ...of, at, visitor: '2', url: `${shop}/`, bot: true },
    { ...of, at, visitor: '2', url: `${shop}/a?dub_id=1` },
    { ...of, at, visitor: '3', url: `${shop}/a?x=${randomUUID()}&y=1` },
    { ...of, at, visitor: '4', url: `${shop}/a?x=${randomUUID()}&y=1&dub_id=7` },
    { ...of, at, visitor: '5', url: `${shop}/b?z&dub_id=1#end` },
    // Elsewhere, such as for a device, and before the test.
    { ...of, at, visitor: '6', url: `${shop}/app` },
    { ...of, at: '2026-03-01T10:00:00Z', visitor: '7', url: `${shop}/` },
  ])
  await events.flush()
  const click = clickRow({
    ...of,
    organization: organizationId,
    id: randomUUID(),
    time: '2026-03-02 10:00:00.000',
    url: `${shop}/b?z&dub_id=2#end`,
  })
  const time = new Date('2026-03-03T00:00:00Z')
  const conversion = { time, publisherId: publisher.id }
  await recordConversion(database, events, click, { ...conversion, amount: '12.34', amountCurrency: 'USD' })
  await recordConversion(database, events, click, { ...conversion, amount: null, amountCurrency: '' })

  const ask = (key: string) => send('GET', `/api/app/links/${link.id}/variants`, { headers: { 'X-Api-Key': key } })
  const answer = listLinkVariants.response.parse((await ask(admin.key)).body)
  expect(answer.started_at).toBe('2026-03-02T00:00:00.000Z')
  expect(answer.data).toMatchObject([
    { url: shop, percentage: 25, clicks: 2, unique_clicks: 1, leads: 0, sales: 0 },
    { clicks: 1, unique_clicks: 1 },
    { clicks: 2, unique_clicks: 2 },
    { clicks: 1, leads: 1, sales: 1, sale_amount: '12.34' },
  ])
  expect((await ask(publishers[0].key)).status).toBe(200)
  expect((await ask(publishers[1].key)).status).toBe(404)
})
