import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createRollUp } from './ddl'
import { encoder, insertStatement } from './encode'
import { render, sql, value } from './sql'
import { click, rollUps } from './tables'

const day = '2026-11-20'

async function count(organization: string) {
  const log = await testEventLog()
  const id = value('UUID', organization)
  const [clicks] = await log.query({
    work: 'test',
    sql: sql`SELECT count() AS n FROM click WHERE organization = ${id}`,
    row: z.object({ n: z.number() }),
  })
  const daily = await log.query({
    work: 'test',
    sql: sql`SELECT publisher, sum(clicks) AS clicks, sum(rejected) AS rejected, sum(bots) AS bots FROM click_daily WHERE organization = ${id} GROUP BY publisher ORDER BY publisher`,
    row: z.object({ publisher: z.number(), clicks: z.number(), rejected: z.number(), bots: z.number() }),
  })
  const [total] = await log.query({
    work: 'test',
    sql: sql`SELECT sum(total) AS n FROM day_total WHERE organization = ${id}`,
    row: z.object({ n: z.number() }),
  })
  return { clicks: clicks?.n, daily, total: total?.n }
}

describe('the event log on the embedded engine', () => {
  test('stores rows and rolls them up', async () => {
    const log = await testEventLog()
    const organization = randomUUID()
    const make = (values: Partial<Parameters<typeof clickRow>[0]>) =>
      clickRow({ organization, id: randomUUID(), time: `${day} 10:00:00.000`, ...values })
    await Promise.all([
      log.append(click, [make({ visitor: '1' }), make({ visitor: '18446744073709551615' })]),
      log.append(click, [
        make({ visitor: '1', publisher: 2 }),
        make({ visitor: '3', publisher: 2, status: 'Rejected', reason: 'offer_inactive' }),
      ]),
      log.append(click, [make({ visitor: '4', bot: true })]),
    ])
    expect(await count(organization)).toEqual({
      clicks: 5,
      daily: [
        { publisher: 1, clicks: 2, rejected: 0, bots: 1 },
        { publisher: 2, clicks: 1, rejected: 1, bots: 0 },
      ],
      total: 5,
    })
  })

  test('preserves text of any kind and replaces lone surrogates', async () => {
    const log = await testEventLog()
    const organization = randomUUID()
    const texts = ["it's", 'a\\b', 'tab\t new\nline', '\\ud800 written out', 'ünï 🌊', '"quoted"', '{p0:String}', '']
    await log.append(
      click,
      texts.map((sub_id, index) =>
        clickRow({
          organization,
          id: randomUUID(),
          time: `${day} 10:00:0${index}.000`,
          sub_id,
          extra: { [sub_id]: sub_id },
        }),
      ),
    )
    await log.append(click, [
      clickRow({ organization, id: randomUUID(), time: `${day} 11:00:00.000`, sub_id: 'lone \ud800 half' }),
    ])
    const rows = await log.query({
      work: 'test',
      sql: sql`SELECT sub_id, extra FROM click WHERE organization = ${value('UUID', organization)} ORDER BY time`,
      row: z.object({ sub_id: z.string(), extra: z.record(z.string(), z.string()) }),
    })
    expect(rows.map((row) => row.sub_id)).toEqual([...texts, 'lone \ufffd half'])
    expect(rows.slice(0, -1).map((row) => row.extra)).toEqual(texts.map((text) => ({ [text]: text })))
  })

  test('counts a batch when it is sent again after a kill cut off its roll-ups', async () => {
    const log = await testEventLog()
    const organization = randomUUID()
    const rows = Array.from({ length: 3 }, (_, index) =>
      clickRow({ organization, id: randomUUID(), time: `${day} 10:00:0${index}.000`, visitor: String(index) }),
    )
    const insert = insertStatement(click, 'cut off', rows.map(encoder(click)).join('\n'), false)
    // The clicks arrive, but the counts don't.
    for (const { name } of rollUps) await log.command(`DROP VIEW ${name}_view`)
    await log.command(insert)
    for (const rollUp of rollUps) for (const statement of createRollUp(rollUp, {})) await log.command(statement)
    expect(await count(organization)).toEqual({ clicks: 3, daily: [], total: 0 })
    await log.command(insert)
    await log.command(insert)
    expect(await count(organization)).toEqual({
      clicks: 3,
      daily: [{ publisher: 1, clicks: 3, rejected: 0, bots: 0 }],
      total: 3,
    })
  })

  test('treats every value as data, whatever it contains', async () => {
    const log = await testEventLog()
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom("'", '\\', '\0', '\n', '{p0:String}', ')', '--', '`', 'ü') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
        const question = sql`SELECT ${value('String', texts[0] ?? '')} AS one, ${value('Array(String)', texts)} AS many`
        expect(
          await log.query({
            work: 'test',
            sql: question,
            row: z.object({ one: z.string(), many: z.array(z.string()) }),
          }),
        ).toEqual([{ one: texts[0], many: texts }])
      }),
      { numRuns: 300 },
    )
    expect(() => render(sql`SELECT ${value('UInt32', Number.NaN)}`)).toThrow(/whole number/)
  })

  test('accepts a long list in a query', async () => {
    const log = await testEventLog()
    const ids = Array.from({ length: 100_000 }, (_, index) => 1_000_000_000 + index)
    const found = await log.query({
      work: 'test',
      sql: sql`SELECT length(${value('Array(UInt32)', ids)}) AS n`,
      row: z.object({ n: z.number() }),
    })
    expect(found).toEqual([{ n: ids.length }])
  })

  test('throws when a row doesn’t match its schema', async () => {
    const log = await testEventLog()
    await expect(
      log.query({ work: 'test', sql: sql`SELECT 'x' AS n`, row: z.object({ n: z.number() }) }),
    ).rejects.toThrow(/number/)
  })

  test('stops a query that takes too long', async () => {
    const log = await testEventLog()
    const endless = sql`SELECT sum(cityHash64(number)) AS n FROM numbers(1000000000000)`
    await expect(
      log.query({ work: 'test', sql: endless, row: z.object({ n: z.number() }), seconds: 1 }),
    ).rejects.toMatchObject({ type: 'TIMEOUT_EXCEEDED' })
  })
})
