import { afterAll, beforeEach, expect, test } from 'vitest'
import { config } from '@/lib/config'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { startMailServer } from '@/lib/testing/mail-server'
import { createWorld, type World } from '@/lib/testing/world'
import { switchOffFailing } from './switch-off'

const database = await testDatabase()
const { prisma } = database
const mail = await startMailServer()
const smtpUrl = config().smtpUrl
config().smtpUrl = mail.url
afterAll(async () => {
  config().smtpUrl = smtpUrl
  await mail.close()
})

const now = new Date('2026-03-10T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
let world: World
let publisherId: string
let numbers = 0

beforeEach(async () => {
  mail.received.length = 0
  world = await createWorld(database, await testEventLog())
  const { organizationId } = world
  const data = { postbackManagerEnabled: true }
  const where = { organizationId_incrementalId: { organizationId, incrementalId: 1 } }
  publisherId = (await prisma.publisher.update({ where, data })).id
})

async function failing(values: { failures?: number; hours?: number; publisherId?: string | null } = {}) {
  const { failures = 20, hours = 24, ...more } = values
  const { organizationId } = world
  const made = { organizationId, incrementalId: ++numbers, name: 'Sales', trigger: 'conversion' } as const
  const what = { url: 'https://partner.example/in', secret: new Uint8Array([1]) }
  const { id } = await prisma.postback.create({ data: { ...made, ...what, publisherId, ...more } })
  const total = {
    organizationId,
    kind: 'postback',
    targetId: id,
    lastError: 'The target responded with status 500.',
  } as const
  await prisma.callTotal.create({ data: { ...total, failures, failingSince: hoursAgo(hours) } })
  return id
}
const get = (id: string) => prisma.postback.findUniqueOrThrow({ where: { id } })
const told = () =>
  mail.received
    .map(({ to }) => to)
    .flat()
    .toSorted()

test('one that has failed for a day is switched off, and its publisher’s users get an email', async () => {
  const id = await failing()
  await Promise.all([switchOffFailing(database, { now }), switchOffFailing(database, { now })])
  expect(await get(id)).toMatchObject({
    active: false,
    switchedOffAt: now,
    switchedOffWhy: 'All 20 attempts of the last 24 hours or more failed. The target responded with status 500.',
  })
  expect(told()).toEqual([world.publishers[0].email])
  expect(mail.received[0]?.raw).toContain('The postback Sales was switched off')
  expect(await prisma.auditEntry.findMany({ where: { entityId: id } })).toMatchObject([
    { action: 'deactivate', entity: 'postback', actorId: null },
  ])
  await switchOffFailing(database, { now })
  expect(mail.received).toHaveLength(1)
})

test('one that failed rarely, or not for long, stays on', async () => {
  const ids = [await failing({ failures: 19 }), await failing({ hours: 23 })]
  await switchOffFailing(database, { now })
  expect(await Promise.all(ids.map(async (id) => (await get(id)).active))).toEqual([true, true])
  expect(mail.received).toEqual([])
})

test('without users who can do something about it, the account manager and the admins are told', async () => {
  const manager = await world.accountManager({}, { publishers: [1] })
  await prisma.publisher.update({ where: { id: publisherId }, data: { postbackManagerEnabled: false } })
  await failing()
  await failing({ publisherId: null })
  await switchOffFailing(database, { now })
  expect(told()).toEqual([manager.email, world.admin.email, world.admin.email].toSorted())
})
