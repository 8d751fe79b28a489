import { expect, test } from 'vitest'
import { z } from 'zod'
import { sql, value } from '@/lib/events/sql'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'
import { countFinishedDays } from '@/lib/reports/finished-days'
import { forgetOldClicks } from './retention'

test('removes clicks past an organization’s retention from every table, and leaves other organizations alone', async () => {
  const database = await testDatabase()
  const events = await testEventLog()
  const [home, other] = [await createWorld(database, events), await createWorld(database, events)]
  for (const world of [home, other]) {
    await world.record([
      { at: '2026-03-01T12:00:00Z', count: 3 },
      { at: '2026-03-02T12:00:00Z', count: 2 },
      { at: '2026-03-10T12:00:00Z', count: 1 },
    ])
  }
  const days = async (organization: string) => {
    const rows = await events.query({
      work: 'test',
      sql: sql`SELECT source, groupArray(toString(day)) AS days FROM (
                 SELECT DISTINCT source, day FROM (
                   SELECT 'click' AS source, day, organization FROM click UNION ALL SELECT 'click_daily', day, organization FROM click_daily
                   UNION ALL SELECT 'day_total', day, organization FROM day_total
                   UNION ALL SELECT 'finished_day', day, organization FROM finished_day
                   UNION ALL SELECT 'finished_value', day, organization FROM finished_value
                   UNION ALL SELECT 'finished_row', day, organization FROM finished_row)
                 WHERE organization = ${value('UUID', organization)} ORDER BY day) GROUP BY source`,
      row: z.object({ source: z.string(), days: z.array(z.string()) }),
    })
    return Object.fromEntries(rows.map((row) => [row.source, row.days]))
  }
  const everywhere = (list: string[]) => ({
    click: list,
    click_daily: list,
    day_total: list,
    finished_day: list,
    finished_value: list,
    finished_row: list,
  })
  const now = new Date('2026-03-11T12:00:00Z')

  await countFinishedDays(database, events, { now, pace: 0 })
  await forgetOldClicks(database, events, { now })
  expect(await days(home.organizationId)).toEqual(everywhere(['2026-03-01', '2026-03-02', '2026-03-10']))

  await database.prisma.organization.update({ where: { id: home.organizationId }, data: { retentionDays: 9 } })
  await forgetOldClicks(database, events, { now })
  expect(await days(home.organizationId)).toEqual(everywhere(['2026-03-02', '2026-03-10']))
  expect(await days(other.organizationId)).toEqual(everywhere(['2026-03-01', '2026-03-02', '2026-03-10']))
})
