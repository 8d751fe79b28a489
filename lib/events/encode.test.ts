import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testEventLog } from '@/lib/testing/events'
import { clickRow } from '@/lib/testing/rows'
import { encoder, insertStatement } from './encode'
import { sql, value } from './sql'
import { click } from './tables'

const events = await testEventLog()

test('a row that was journaled before a column existed is stored with the column’s default', async () => {
  const organization = randomUUID()
  const row = clickRow({
    organization,
    id: randomUUID(),
    time: '2026-03-01 10:00:00.000',
    currency: 'EUR',
    flags: ['bot'],
  })
  const line = encoder(click)(row)
  const before = line.replace(/,\["bot"\],\[\]\]$/, ']')
  expect(before).not.toBe(line)
  await events.command(insertStatement(click, randomUUID(), `${before}\n${line}`, false))
  const found = await events.query({
    work: 'test',
    sql: sql`SELECT currency, flags FROM click WHERE organization = ${value('UUID', organization)} ORDER BY length(flags)`,
    row: z.object({ currency: z.string(), flags: z.array(z.string()) }),
  })
  expect(found).toEqual([
    { currency: 'EUR', flags: [] },
    { currency: 'EUR', flags: ['bot'] },
  ])
})
