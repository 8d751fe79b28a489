import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { click } from '@/lib/events/tables'
import { openEventLog, type EventLog } from '@/lib/events/log'
import { storeTime } from '@/lib/events/sql'
import { startChild, type Child } from '@/lib/testing/child'
import { type ClickHouseServer, startClickHouseServer } from '@/lib/testing/clickhouse-server'
import { countedConversions, ledgerRow } from '@/lib/testing/conversions'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { clickRow } from '@/lib/testing/rows'
import { createWorld } from '@/lib/testing/world'
import { newUuid } from '@/lib/uuid'
import { ship, shipOutbox } from './outbox'
import { insertConversions } from './write'

// The process that changes conversions in bulk is killed in the middle, again and again. The next one goes on.

/** How often it's killed. More take longer: CONVERSION_KILLS=20. */
const KILLS = Number(process.env.CONVERSION_KILLS ?? 3)
const CHUNK = 5
/** Lines of a process before it's killed: it has begun its third transaction. */
const LINES = 3
const CONVERSIONS = CHUNK * LINES * (KILLS + 1)

let database: TestDatabase
let store: ClickHouseServer
let events: EventLog
const folder = () => mkdtempSync(join(tmpdir(), 'bulk-kills-'))

beforeAll(async () => {
  database = await testDatabase()
  store = await startClickHouseServer()
  events = await openEventLog({ dataDir: folder(), url: store.url })
})
afterAll(async () => {
  await events.close()
  await store.stop()
})

test('each conversion is approved once, and the progress is right at the end', async () => {
  const { prisma } = database
  const { organizationId, admin } = await createWorld(database, events)
  const sent = { organizationId, name: 'Sales', url: 'https://partner.example/', secret: new Uint8Array([1]) }
  await prisma.postback.create({ data: { ...sent, incrementalId: 1, trigger: 'approval' } })
  const clicks = Array.from({ length: CONVERSIONS }, () =>
    clickRow({ organization: organizationId, id: newUuid(), time: storeTime(new Date()) }),
  )
  await events.append(click, clicks)
  const rows = clicks.map((from) => ledgerRow(from, { status: 'Pending', reason: 'manual_approval', payout: '3.5' }))
  const { shipments } = await prisma.$transaction((transaction) => insertConversions(transaction, rows))
  await ship(database, events, shipments)
  const ids = rows.map(({ id }) => id)
  const { id } = await prisma.conversionBulkUpdate.create({
    data: {
      organizationId,
      userId: admin.userId,
      address: '',
      userAgent: '',
      status: 'Approved',
      state: 'running',
      ids,
      versions: ids.map(() => 1),
      matched: ids.length,
      total: ids.length,
    },
  })
  const progress = () => prisma.conversionBulkUpdate.findUniqueOrThrow({ where: { id } })

  const dataDir = folder()
  const start = (): Child => startChild('lib/testing/bulk-process.ts', dataDir, database.url, store.url, String(CHUNK))
  let before = 0
  for (let killed = 0; killed < KILLS; killed++) {
    const child = start()
    for (let line = 0; line < LINES; line++) expect(await child.line()).toBe('next')
    child.kill()
    expect(await child.ended).toBe('SIGKILL')
    const { position, changed, state } = await progress()
    expect(state).toBe('running')
    expect(position).toBeGreaterThan(before)
    expect(position).toBeLessThan(CONVERSIONS)
    expect(changed).toBe(position)
    before = position
  }
  const last = start()
  while ((await last.line()) !== 'done');
  expect(await last.ended).toBe(0)

  expect(await progress()).toMatchObject({
    state: 'done',
    position: CONVERSIONS,
    changed: CONVERSIONS,
    same: 0,
    mismatched: 0,
    frozen: 0,
    notFound: 0,
    problem: '',
    ids: [],
  })
  const ledger = await prisma.conversion.findMany({ where: { organizationId } })
  expect(ledger).toHaveLength(CONVERSIONS)
  for (const row of ledger) {
    expect(row).toMatchObject({ status: 'Approved', version: 2, lastUpdatedById: admin.userId })
    expect(row.decisions).toMatchObject([{ rule: 'person', effect: 'approve' }])
  }
  const entries = await prisma.auditEntry.findMany({ where: { organizationId, entity: 'conversion' } })
  expect(entries.map(({ entityId }) => entityId).toSorted()).toEqual(ids.toSorted())
  const calls = await prisma.outgoingCall.findMany({ where: { organizationId } })
  expect(calls.map(({ conversionId }) => conversionId ?? '').toSorted()).toEqual(ids.toSorted())
  // Whatever a killed process didn't send.
  await shipOutbox(database, events)
  const counted = await countedConversions(events, organizationId)
  expect(counted.map((row) => `${row.id} ${row.version} ${row.status}`).toSorted()).toEqual(
    ids.map((one) => `${one} 2 Approved`).toSorted(),
  )
}, 120_000)
