import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { levelOf, matrix, subjects, type Data, type Place, type Subject } from '@/lib/access/matrix'
import { accessPage } from '@/lib/testing/access-page'
import { keyPermissions, rolePermissions, type Role } from '@/lib/identity/permissions'
import { Prisma } from '@/lib/database/generated/client'
import { sql, value } from '@/lib/events/sql'
import { send, type Reply } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { matrixRows, type Ask, type Target } from '@/lib/testing/matrix-rows'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import type { Contract } from './contract'
import { contracts } from './registry'

// Calls every operation as every kind of user, on their own data, on others' data, and on another organization's data, and checks that the result
// is exactly what the table in lib/access/matrix.ts says, and that refused calls change nothing. lib/testing/matrix-rows.ts has the calls.

const database = await testDatabase()
const events = await testEventLog()

type Marked = World & { mark: string; publisherIds: Record<number, string>; clickIds: Record<number, string> }
let home: Marked
let foreign: Marked

const ONE = 'MARK-OF-PUBLISHER-ONE'
const TWO = 'MARK-OF-PUBLISHER-TWO'
const ORGANIZATION = 'MARK-OF-ORGANIZATION'

/** Every name in this world has a mark. Publisher n only sends clicks to advertiser n, so both have the same name. */
async function markedWorld(mark: string): Promise<Marked> {
  const world = await createWorld(database, events)
  const { organizationId } = world
  await database.prisma.organization.update({
    where: { id: organizationId },
    data: { name: `${mark} ${ORGANIZATION}` },
  })
  for (const [index, name] of [ONE, TWO].entries()) {
    const where = { organizationId, incrementalId: index + 1 }
    await database.prisma.publisher.updateMany({ where, data: { name: `${mark} ${name}` } })
    await database.prisma.advertiser.updateMany({ where, data: { name: `${mark} ${name}` } })
  }
  await world.record(
    [ONE, TWO].map((name, index) => ({
      at: `2026-03-1${index}T10:00:00Z`,
      publisher: index + 1,
      advertiser: index + 1,
      sub_id: `${mark} ${name}`,
      city: name,
      device: `${mark} ${name}`,
    })),
  )
  const clicks = await events.query({
    work: 'test',
    sql: sql`SELECT publisher, toString(id) AS click FROM click WHERE organization = ${value('UUID', organizationId)}`,
    row: z.object({ publisher: z.number(), click: z.string() }),
  })
  const publishers = await database.prisma.publisher.findMany({ where: { organizationId } })
  return {
    ...world,
    mark,
    publisherIds: Object.fromEntries(publishers.map(({ incrementalId, id }) => [incrementalId, id])),
    clickIds: Object.fromEntries(clicks.map(({ publisher, click }) => [publisher, click])),
  }
}

beforeAll(async () => {
  // Hides the emails, which go to the log.
  vi.spyOn(console, 'log').mockImplementation(() => {})
  await watchChanges()
  home = await markedWorld('HOME')
  foreign = await markedWorld('FOREIGN')
})

const managers = {
  globalManager: { publisherManagerAccess: 'Global', advertiserManagerAccess: 'Global' },
  limitedManager: { publisherManagerAccess: 'Limited', advertiserManagerAccess: 'Limited' },
  restrictedManager: {},
  advertiserManager: { isPublisherManager: false },
} as const

const roleOf = (subject: Subject): Role => (subject === 'admin' || subject === 'publisher' ? subject : 'accountManager')

/** Creates a user of the given kind, who belongs to publisher 1 or has publisher 1 and advertiser 1 assigned. */
function personOf(subject: Subject, world: World): Promise<Person> {
  if (subject === 'admin') return world.person('admin')
  if (subject === 'publisher') return world.person('publisher', { publisher: 1 })
  return world.accountManager(managers[subject], { publishers: [1], advertisers: [1] })
}

async function targetOf(data: Data | 'anyone', subject: Subject, place: Place, asker: Person): Promise<Target> {
  const world = place === 'foreign' ? foreign : home
  const number = place === 'other' ? 2 : 1
  const name = `MARK-${randomUUID()}`
  const person = {
    account: () => (place === 'own' ? asker : personOf(subject, world)),
    publisherUsers: () => world.person('publisher', { publisher: number, firstName: name }),
    users: () => world.person('accountManager', { firstName: name }),
    clicks: () => asker,
    publishers: () => asker,
    organization: () => asker,
    anyone: () => asker,
  }[data]
  const publisherMark = `${world.mark} ${number === 1 ? ONE : TWO}`
  const mark = {
    account: name,
    publisherUsers: name,
    users: name,
    organization: `${world.mark} ${ORGANIZATION}`,
    clicks: publisherMark,
    publishers: publisherMark,
    anyone: publisherMark,
  }[data]
  return {
    place,
    database,
    world,
    publisher: { id: world.publisherIds[number] ?? '', number },
    clickId: world.clickIds[number] ?? '',
    person: await person(),
    mark,
  }
}

const vias = ['session', 'key'] as const
type Via = (typeof vias)[number]

function headersOf(person: Person, via: Via): Record<string, string> {
  return via === 'session' ? { cookie: person.cookie, origin: 'http://localhost:3000' } : { 'X-Api-Key': person.key }
}

const ask = (operation: Contract, { url, body }: Ask, headers: Record<string, string>): Promise<Reply> =>
  send(operation.method, url, { headers, body })
const text = ({ body }: Reply): string => JSON.stringify(body ?? null)

/** Makes the database record every change except rate limits, visitor salts, and last-use times. */
async function watchChanges(): Promise<void> {
  const { prisma } = database
  await prisma.$executeRawUnsafe('CREATE TABLE changes (id bigserial PRIMARY KEY, what text NOT NULL)')
  await prisma.$executeRawUnsafe(`CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'UPDATE' OR to_jsonb(OLD) - '{lastSeenAt,lastUsedAt}'::text[] <> to_jsonb(NEW) - '{lastSeenAt,lastUsedAt}'::text[] THEN
        INSERT INTO changes (what) VALUES (TG_OP || ' ' || TG_TABLE_NAME);
      END IF;
      RETURN NULL;
    END $$`)
  for (const name of Object.values(Prisma.ModelName).filter(
    (model) => model !== 'RateWindow' && model !== 'VisitorSalt',
  )) {
    await prisma.$executeRawUnsafe(
      `CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON "${name}" FOR EACH ROW EXECUTE FUNCTION note_change()`,
    )
  }
}

/** The most recent change, to compare with later. */
async function changes(): Promise<unknown> {
  return database.prisma.$queryRaw`SELECT id::int, what FROM changes ORDER BY id DESC LIMIT 1`
}

test('every operation has a row', () => {
  expect(Object.keys(matrixRows).toSorted()).toEqual(contracts.map(({ id }) => id).toSorted())
})

test('the table never grants more than the role’s permissions', () => {
  for (const { id, access, method } of contracts) {
    const data = matrixRows[id]?.data
    expect(access === 'anyone', id).toBe(data === 'anyone')
    if (access === 'anyone' || data === undefined || data === 'anyone') continue
    for (const subject of Object.keys(matrix[data]).filter((key): key is Subject => Object.hasOwn(subjects, key))) {
      const level = levelOf(data, subject, 'own')
      const suffices = level === 'change' || (level === 'see' && method === 'GET')
      if (suffices) expect(rolePermissions[roleOf(subject)], `${id} by ${subject}`).toContain(access)
    }
  }
})

test('docs/access.md matches the table', async () => {
  const rows = contracts.map(({ id, method, path, access, sessionOnly }) => ({
    method,
    path,
    access,
    data: matrixRows[id]?.data ?? 'anyone',
    browserOnly: sessionOnly === true,
  }))
  await expect(accessPage(rows)).toMatchFileSnapshot('../../docs/access.md')
})

describe.each(contracts.map((operation) => ({ id: operation.id, operation })))('$id', ({ id, operation }) => {
  const row = matrixRows[id] ?? { data: 'anyone', ask: () => [] }
  const { data, ask: asks } = row
  const writes = operation.method !== 'GET'

  if (data === 'anyone') {
    test('answers anyone, without revealing data', async () => {
      for (const request of await asks(await targetOf(data, 'publisher', 'own', home.publishers[0]))) {
        for (const headers of [{}, headersOf(home.publishers[0], 'session'), headersOf(home.publishers[1], 'key')]) {
          const reply = await ask(operation, request, headers)
          expect([401, 403]).not.toContain(reply.status)
          expect(reply.status).toBeLessThan(500)
          expect(text(reply)).not.toMatch(/MARK/)
        }
      }
    })
    return
  }

  test.each(['an anonymous caller', 'a deactivated user', 'a key without the permission'])(
    'refuses %s',
    async (who) => {
      const person = await personOf('admin', home)
      const requests = await asks(await targetOf(data, 'admin', 'own', person))
      expect(requests).not.toHaveLength(0)
      if (who === 'a deactivated user')
        await database.prisma.user.update({ where: { id: person.userId }, data: { status: 'Deactivated' } })
      if (who === 'a key without the permission')
        await database.prisma.apiKey.update({ where: { id: person.keyId }, data: { access: [] } })
      const before = await changes()
      for (const request of requests) {
        const headers =
          who === 'an anonymous caller'
            ? [{}]
            : who === 'a key without the permission'
              ? [headersOf(person, 'key')]
              : vias.map((via) => headersOf(person, via))
        for (const header of headers) {
          const reply = await ask(operation, request, header)
          expect(reply.status).toBe(who === 'a key without the permission' ? 403 : 401)
          expect(text(reply)).not.toMatch(/MARK/)
        }
      }
      expect(await changes()).toEqual(before)
    },
  )

  describe.each(Object.keys(subjects).filter((key): key is Subject => Object.hasOwn(subjects, key)))(
    '%s',
    (subject) => {
      const places = (['own', 'other', 'foreign'] as const).flatMap((place) => {
        const level = levelOf(data, subject, place)
        return level === undefined ? [] : [{ place, level }]
      })
      test.each(places)('$place: $level', async ({ place, level }) => {
        for (const via of vias) {
          const asker = await personOf(subject, home)
          const target = await targetOf(data, subject, place, asker)
          const suffices = level === 'change' || (level === 'see' && !writes)
          const may =
            suffices &&
            !(
              via === 'key' &&
              (operation.sessionOnly ||
                !keyPermissions(roleOf(subject)).some((permission) => permission === operation.access))
            )
          for (const request of await asks(target)) {
            const shows = request.shows === undefined ? target.mark : request.shows
            const before = may ? [] : await changes()
            const reply = await ask(operation, request, headersOf(asker, via))
            const said = `${operation.method} ${request.url} by ${via}: ${reply.status} ${text(reply)}`
            if (place !== 'foreign') expect(text(reply), said).not.toContain(foreign.mark)
            if (may) {
              expect(Math.floor(reply.status / 100), said).toBe(2)
              if (!writes && shows !== null) expect(text(reply), said).toContain(shows)
            } else {
              expect(reply.status, said).toBeLessThan(500)
              if (writes) expect(reply.status, said).toBeGreaterThanOrEqual(400)
              // The response can repeat what's in the request, but nothing else.
              if (shows !== null && !request.url.includes(shows)) expect(text(reply), said).not.toContain(shows)
              if (place === 'foreign') expect(text(reply), said).not.toContain(`${foreign.mark} MARK`)
              expect(await changes(), said).toEqual(before)
            }
          }
        }
      })
    },
  )
})

test('publisher 0 doesn’t mean all publishers', async () => {
  for (const person of home.publishers) {
    expect(
      (
        await send('GET', '/api/app/overview?from=2026-03-01&to=2026-03-31&publisher=0', {
          headers: headersOf(person, 'session'),
        })
      ).status,
    ).toBe(403)
  }
})

test('a page on another site can’t use a visitor’s session', async () => {
  for (const operation of contracts.filter(({ method, access }) => method !== 'GET' && access !== 'anyone')) {
    const row = matrixRows[operation.id]
    const requests = await row?.ask(await targetOf(row.data, 'admin', 'own', home.admin))
    const before = await changes()
    for (const request of requests ?? []) {
      for (const origin of ['https://evil.example', 'null', undefined]) {
        const reply = await ask(operation, request, { cookie: home.admin.cookie, ...(origin ? { origin } : {}) })
        expect(reply.status, operation.id).toBe(403)
      }
    }
    expect(await changes(), operation.id).toEqual(before)
  }
})
