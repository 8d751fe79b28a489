import { randomUUID } from 'node:crypto'
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { clickRow } from '@/lib/testing/events'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { connect } from './client'
import { encoder, insertStatement } from './encode'
import { Journal } from './journal'
import { openEventLog, type EventLog } from './log'
import { literal } from './sql'
import { click } from './tables'

let dataDir: string
let events: EventLog
let lines: string[]

async function reopen(): Promise<void> {
  await events?.close()
  events = await openEventLog({ dataDir, spacing: 0, log: (line) => lines.push(line) })
}
beforeEach(async () => {
  dataDir = temporaryFolder()
  lines = []
  events = await openEventLog({ dataDir, spacing: 0, log: (line) => lines.push(line) })
})
afterEach(() => events.close())

const organization = randomUUID()
function clicks(day: string, count: number, values: Partial<Parameters<typeof clickRow>[0]> = {}) {
  return Array.from({ length: count }, (_, index) =>
    clickRow({ organization, id: randomUUID(), time: `${day} 10:00:00.000`, visitor: String(index), ...values }),
  )
}

async function store(...batches: ReturnType<typeof clicks>[]): Promise<void> {
  for (const batch of batches) await events.append(click, batch)
  await events.flush()
}

/** Clicks per month, from the clicks themselves and from the roll-ups. */
async function figures() {
  const pairs = (sql: string) =>
    events.query({ work: 'test', sql: literal(sql), row: z.object({ month: z.number(), n: z.number() }) })
  const list = async (sql: string) => Object.fromEntries((await pairs(sql)).map(({ month, n }) => [month, n]))
  return {
    raw: await list('SELECT toYYYYMM(day) AS month, count() AS n FROM click GROUP BY month'),
    daily: await list('SELECT toYYYYMM(day) AS month, sum(clicks) AS n FROM click_daily GROUP BY month'),
    totals: await list('SELECT toYYYYMM(day) AS month, sum(total) AS n FROM day_total GROUP BY month'),
  }
}
const right = (raw: Record<string, number>) => ({ raw, daily: raw, totals: raw })

/** Empties the data file of a table's only part for a month, as a full disk once did. */
async function damage(table: string, month: number): Promise<void> {
  const parts = await events.query({
    work: 'test',
    sql: literal(`SELECT path FROM system.parts WHERE active AND table = '${table}' AND partition = '${month}'`),
    row: z.object({ path: z.string() }),
  })
  expect(parts).toHaveLength(1)
  for (const { path } of parts) truncateSync(join(path, 'data.bin'), 0)
}

describe('a roll-up', () => {
  test('is left alone, and nothing is logged, when it matches its clicks', async () => {
    await store(
      clicks('2026-10-30', 3),
      clicks('2026-11-02', 4, { bot: true }),
      clicks('2026-11-03', 2, { status: 'Rejected', reason: 'offer_inactive' }),
    )
    await events.checkRollUps()
    expect(lines).toEqual([])
  })

  test.each([
    [
      'lacks clicks',
      "ALTER TABLE click_daily DELETE WHERE day = '2026-11-02' SETTINGS mutations_sync = 2",
      /click_daily doesn't match the clicks for 2026-11-02\./,
    ],
    [
      'lacks a day',
      "ALTER TABLE day_total DELETE WHERE day = '2026-11-02' SETTINGS mutations_sync = 2",
      /day_total doesn't match/,
    ],
    [
      'counts clicks twice',
      "INSERT INTO click_daily SELECT * FROM click_daily WHERE day = '2026-11-02'",
      /click_daily doesn't match the clicks for 2026-11-02\./,
    ],
    [
      'has a day without clicks',
      `INSERT INTO click_daily (organization, day, clicks) VALUES ('${organization}', '2025-01-01', 5)`,
      /click_daily doesn't match the clicks for 2025-01-01\./,
    ],
    [
      'lacks amounts',
      "ALTER TABLE click_money DELETE WHERE day = '2026-11-02' SETTINGS mutations_sync = 2",
      /click_money doesn't match the clicks for 2026-11-02\./,
    ],
    [
      'is off by a millionth',
      `INSERT INTO click_money (organization, day, currency, payout) VALUES ('${organization}', '2026-11-02', 'EUR', '0.000001')`,
      /click_money doesn't match the clicks for 2026-11-02\./,
    ],
    [
      'has lost a month',
      'ALTER TABLE click_daily DROP PARTITION 202611',
      /click_daily doesn't match the clicks for 2026-11-02 and 1 more day\./,
    ],
  ])('is logged and rebuilt when it %s', async (_, statement, message) => {
    await store(clicks('2026-10-30', 3), clicks('2026-11-02', 4, { payout: '0.5' }), clicks('2026-11-03', 5))
    await events.command(statement)
    await events.checkRollUps()
    expect(lines).toEqual([expect.stringMatching(message), expect.stringMatching(/was rebuilt from the clicks/)])
    expect(await figures()).toEqual(right({ 202610: 3, 202611: 9 }))
    await events.checkRollUps()
    expect(lines).toHaveLength(2)
  })

  test.each(['a check', 'a manual rebuild'])(
    'with damaged files is rebuilt by %s while the log is open',
    async (by) => {
      await store(clicks('2026-10-30', 3), clicks('2026-11-02', 4))
      await damage('click_daily', 202611)
      await damage('day_total', 202610)
      await expect(figures()).rejects.toThrow()
      await (by === 'a check' ? events.checkRollUps() : events.rebuildRollUps())
      if (by === 'a check')
        expect(lines).toContainEqual(expect.stringMatching(/click_daily for 2026-11 is damaged on disk/))
      expect(lines).toContainEqual(expect.stringMatching(/day_total for 2026-10 was rebuilt from the clicks/))
      expect(await figures()).toEqual(right({ 202610: 3, 202611: 4 }))
    },
  )

  test('with damaged files is also rebuilt after a restart, and the broken parts are removed', async () => {
    await store(clicks('2026-10-30', 3), clicks('2026-11-02', 4))
    await damage('click_daily', 202611)
    await reopen()
    expect((await figures()).daily).toEqual({ 202610: 3 })
    await events.checkRollUps()
    expect(await figures()).toEqual(right({ 202610: 3, 202611: 4 }))
    const left = await events.query({
      work: 'test',
      sql: literal('SELECT name FROM system.detached_parts'),
      row: z.unknown(),
    })
    expect(left).toEqual([])
  })

  test('counts each click once when rebuilt while clicks come in', async () => {
    await store(clicks('2026-11-02', 100))
    let sent = 100
    const done = new AbortController()
    const traffic = (async () => {
      while (!done.signal.aborted) {
        await events.append(click, clicks('2026-11-02', 10))
        sent += 10
        await new Promise(setImmediate)
      }
    })()
    for (let round = 0; round < 5; round++) {
      await events.command('TRUNCATE TABLE click_daily')
      await (round % 2 ? events.rebuildRollUps() : events.checkRollUps())
    }
    done.abort()
    await traffic
    await events.flush()
    expect(sent).toBeGreaterThan(200)
    expect(await figures()).toEqual(right({ 202611: sent }))
  })

  test('counts each click once when rebuilt after a kill in the middle of a batch', async () => {
    await store(clicks('2026-11-02', 3))
    await events.close()
    // The batch's clicks are stored, its counts aren't, and it's still in the journal.
    const rows = clicks('2026-11-02', 2)
    const journal = new Journal(join(dataDir, 'journal', 'click'), { log: () => {} })
    const encoded = rows.map(encoder(click))
    await journal.append(encoded)
    const token = (await journal.take()) ?? ''
    await journal.close()
    const connection = await connect({ dataDir })
    for (const table of ['click_daily', 'day_total']) await connection.command(`DETACH TABLE ${table}_view`)
    await connection.command(insertStatement(click, token, encoded.join('\n'), false))
    for (const table of ['click_daily', 'day_total']) await connection.command(`ATTACH TABLE ${table}_view`)
    await connection.close()

    events = await openEventLog({ dataDir, spacing: 0, log: (line) => lines.push(line) })
    await events.rebuildRollUps()
    expect(await figures()).toEqual(right({ 202611: 5 }))
  })
})

test.each(['while the log is open', 'after a restart'])(
  'damaged figures of finished days aren’t used anymore: %s',
  async (when) => {
    const sealed = () =>
      events.query({
        work: 'test',
        sql: literal('SELECT count() AS n FROM finished_day'),
        row: z.object({ n: z.number() }),
      })
    for (const table of ['finished_day', 'finished_value', 'finished_row'])
      await events.command(
        `INSERT INTO ${table} (organization, day, version) VALUES ('${organization}', '2026-11-02', 1)`,
      )
    await damage('finished_value', 202611)
    if (when === 'after a restart') await reopen()
    await events.checkRollUps()
    expect(lines).toContainEqual('finished_value is damaged on disk. Finished days are counted again.')
    expect(await sealed()).toEqual([{ n: 0 }])
    lines.length = 0
    await events.checkRollUps()
    expect(lines).toEqual([])
  },
)

test('when the clicks themselves are damaged, logs it and keeps the roll-up that still counts them', async () => {
  await store(clicks('2026-10-30', 3), clicks('2026-11-02', 4))
  await damage('click', 202611)
  await reopen()
  await events.checkRollUps()
  expect(lines).toContainEqual(
    expect.stringMatching(/A part of click is damaged, so clicks are missing. Restore a backup/),
  )
  expect(await figures()).toMatchObject({ raw: { 202610: 3 }, daily: { 202610: 3, 202611: 4 } })
  // Without a backup, a rebuild continues without them.
  await events.rebuildRollUps()
  expect(await figures()).toEqual(right({ 202610: 3 }))
})

test('a roll-up from an older version counts by today’s definition after the next start and check', async () => {
  const rejected = () =>
    events.query({
      work: 'test',
      sql: literal('SELECT sum(rejected) AS rejected, sum(bots) AS bots FROM click_daily'),
      row: z.object({ rejected: z.number(), bots: z.number() }),
    })
  const bots = () => clicks('2026-11-02', 2, { status: 'Rejected', reason: 'offer_inactive', bot: true })
  await events.command(
    "ALTER TABLE click_daily_view MODIFY QUERY SELECT organization, day, rejected, bots FROM (SELECT organization, day, countIf(status = 'Rejected') AS rejected, countIf(bot) AS bots FROM click GROUP BY organization, day)",
  )
  await events.command("ALTER TABLE click_daily_view MODIFY COMMENT ''")
  await store(bots())
  expect(await rejected()).toEqual([{ rejected: 2, bots: 2 }])
  await reopen()
  await store(bots())
  expect(await rejected()).toEqual([{ rejected: 2, bots: 4 }])
  await events.checkRollUps()
  expect(await rejected()).toEqual([{ rejected: 0, bots: 4 }])
})

test.each([
  ['a new view', async () => {}],
  [
    'a view from an older version',
    async () => {
      await events.command('DROP VIEW click_daily_view SYNC')
      await events.command(
        'CREATE MATERIALIZED VIEW click_daily_view TO click_daily AS SELECT organization, day, clicks FROM (SELECT organization, day, count() AS clicks FROM click GROUP BY organization, day)',
      )
      await reopen()
    },
  ],
])('a batch that’s sent again after a restart is counted once: %s', async (_, prepare) => {
  await prepare()
  const batch = insertStatement(click, 'token', clicks('2026-11-02', 3).map(encoder(click)).join('\n'), false)
  await events.command(batch)
  await reopen()
  await events.command(batch)
  expect(await figures()).toEqual(right({ 202611: 3 }))
})

test('an aborted check ends early, and the next one is complete', async () => {
  await store(clicks('2026-10-30', 3), clicks('2026-11-02', 4))
  const early = new AbortController()
  const checking = events.checkRollUps(early.signal)
  early.abort(new Error('enough'))
  await expect(checking).rejects.toThrow('The operation was aborted')
  await events.checkRollUps()
  expect(await figures()).toEqual(right({ 202610: 3, 202611: 4 }))
})

test('deletions and roll-up checks don’t run at the same time', async () => {
  await store(clicks('2026-10-30', 3), clicks('2026-11-02', 4))
  await Promise.all([
    events.checkRollUps(),
    events.forget({ organizations: [organization], before: '2026-11-01' }),
    events.checkRollUps(),
  ])
  expect(lines).toEqual([])
  expect(await figures()).toEqual(right({ 202611: 4 }))
})
