import { expect, test } from 'vitest'
import { z } from 'zod'
import { sql, value } from '../events/sql'
import { testDatabase } from '../testing/database'
import { testEventLog } from '../testing/events'
import { createWorld } from '../testing/world'
import { forgetOldClicks } from './retention'
import { checkRollUps } from './roll-ups'

test('restores clicks that a roll-up lost, even with concurrent deletions and checks', async () => {
  const database = await testDatabase()
  const events = await testEventLog()
  const world = await createWorld(database, events)
  await world.record([{ at: '2026-03-01T12:00:00Z', count: 3 }, { at: '2026-03-02T12:00:00Z', count: 2 }, { at: '2026-03-10T12:00:00Z', count: 4 }])
  const counted = async () => {
    const id = value('UUID', world.organizationId)
    const question = sql`SELECT (SELECT count() FROM click WHERE organization = ${id}) AS raw, (SELECT sum(clicks) FROM click_daily WHERE organization = ${id}) AS rolledUp`
    return events.query({ work: 'test', sql: question, row: z.object({ raw: z.number(), rolledUp: z.number() }) })
  }
  await events.command('TRUNCATE TABLE click_daily')
  expect(await counted()).toEqual([{ raw: 9, rolledUp: 0 }])

  await database.prisma.organization.update({ where: { id: world.organizationId }, data: { retentionDays: 9 } })
  const now = new Date('2026-03-11T12:00:00Z')
  await Promise.all([checkRollUps(database, events), forgetOldClicks(database, events, now), checkRollUps(database, events)])
  await checkRollUps(database, events)
  expect(await counted()).toEqual([{ raw: 6, rolledUp: 6 }])
})
