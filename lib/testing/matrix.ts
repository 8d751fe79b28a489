import { basename } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { levelOf, subjects, type Data, type Subject } from '@/lib/access/matrix'
import type { Contract } from '@/lib/api/contract'
import { contracts } from '@/lib/api/registry'
import { keyPermissions } from '@/lib/identity/permissions'
import { send, type Reply } from './api'
import { testDatabase } from './database'
import { testEventLog } from './events'
import { matrixRows, type Ask } from './matrix-rows'
import { createMatrixWorld, roleOf, type MatrixWorld } from './matrix-world'
import type { Person } from './world'

const vias = ['session', 'key'] as const
type Via = (typeof vias)[number]

export function headersOf(person: Person, via: Via): Record<string, string> {
  return via === 'session' ? { cookie: person.cookie, origin: 'http://localhost:3000' } : { 'X-Api-Key': person.key }
}

const ask = (operation: Contract, { url, body }: Ask, headers: Record<string, string>): Promise<Reply> =>
  send(operation.method, url, { headers, body })

/** Asks the same only once. */
function remembering(): typeof ask {
  const replies = new Map<string, Promise<Reply>>()
  return (operation, request, headers) => {
    const key = JSON.stringify([request, headers])
    const reply = replies.get(key) ?? ask(operation, request, headers)
    replies.set(key, reply)
    return reply
  }
}

const text = ({ body }: Reply): string => JSON.stringify(body ?? null)

export const subjectNames = Object.keys(subjects).filter((key): key is Subject => Object.hasOwn(subjects, key))

/** The test files that check the matrix, split by data so that they run side by side. */
export const matrixFiles: Readonly<Record<Data | 'anyone', string>> = {
  clicks: 'isolation-clicks.test.ts',
  conversions: 'isolation-clicks.test.ts',
  customers: 'isolation-clicks.test.ts',
  publishers: 'isolation-publishers.test.ts',
  advertisers: 'isolation-catalog.test.ts',
  networks: 'isolation-catalog.test.ts',
  publisherTerms: 'isolation-terms.test.ts',
  postbacks: 'isolation-publishers.test.ts',
  postbackSecrets: 'isolation-publishers.test.ts',
  offerTerms: 'isolation-terms.test.ts',
  applications: 'isolation-terms.test.ts',
  applying: 'isolation-terms.test.ts',
  groups: 'isolation-groups.test.ts',
  connections: 'isolation-groups.test.ts',
  links: 'isolation-groups.test.ts',
  registration: 'isolation-groups.test.ts',
  offers: 'isolation-offers.test.ts',
  publisherOffers: 'isolation-offers.test.ts',
  statements: 'isolation-publishers.test.ts',
  statementChanges: 'isolation-publishers.test.ts',
  publisherUsers: 'isolation-people.test.ts',
  users: 'isolation-people.test.ts',
  account: 'isolation-people.test.ts',
  organization: 'isolation-people.test.ts',
  anyone: 'isolation-people.test.ts',
  ownSubIds: 'isolation-publishers.test.ts',
  bulkUnblocking: 'isolation-publishers.test.ts',
}

/**
 * Calls every operation on the file's kinds of data as every kind of user, on their own data, on others' data, and on another organization's data, and
 * checks that the result is exactly what the table in lib/access/matrix.ts says, and that refused calls change nothing. matrix-rows.ts has the calls.
 * @param file the calling test file's name
 */
export async function testMatrix(file: string): Promise<MatrixWorld> {
  // Hides the emails, which go to the log.
  beforeAll(() => void vi.spyOn(console, 'log').mockImplementation(() => {}))
  const world = await createMatrixWorld(await testDatabase(), await testEventLog())
  const { home, foreign, personOf, keptPersonOf, targetOf, changes } = world
  const rows = contracts.flatMap((operation) => {
    const row = matrixRows[operation.id]
    return row && matrixFiles[row.data] === basename(file) ? [{ id: operation.id, operation, row }] : []
  })

  describe.each(rows)('$id', ({ operation, row: { data, ask: asks } }) => {
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

    test('refuses an anonymous caller, a key without the permission, and a deactivated user', async () => {
      const { prisma } = world.database
      const person = await personOf('admin')
      const requests = await asks(await targetOf(data, 'admin', 'own', person))
      expect(requests).not.toHaveLength(0)
      const refuses = async (who: string, status: number, ...headers: Record<string, string>[]) => {
        const before = await changes()
        for (const request of requests) {
          for (const header of headers) {
            const reply = await ask(operation, request, header)
            expect(reply.status, who).toBe(status)
            expect(text(reply), who).not.toMatch(/MARK/)
          }
        }
        expect(await changes(), who).toEqual(before)
      }
      await refuses('an anonymous caller', 401, {})
      await prisma.apiKey.update({ where: { id: person.keyId }, data: { access: [] } })
      await refuses('a key without the permission', 403, headersOf(person, 'key'))
      await prisma.apiKey.update({ where: { id: person.keyId }, data: { access: [...keyPermissions('admin')] } })
      await prisma.user.update({ where: { id: person.userId }, data: { status: 'Deactivated' } })
      await refuses('a deactivated user', 401, ...vias.map((via) => headersOf(person, via)))
    })

    describe.each(subjectNames)('%s', (subject) => {
      const places = (['own', 'other', 'foreign'] as const).flatMap((place) => {
        const level = levelOf(data, subject, place)
        return level === undefined ? [] : [{ place, level }]
      })
      const askOnce = remembering()
      test.each(places)('$place: $level', async ({ place, level }) => {
        const suffices = level === 'change' || (level === 'see' && !writes)
        const isKept = !(suffices && writes)
        for (const via of vias) {
          const asker = await (isKept ? keptPersonOf(subject) : personOf(subject))
          const target = await targetOf(data, subject, place, asker, isKept)
          const may =
            suffices &&
            !(
              via === 'key' &&
              (operation.sessionOnly ||
                !keyPermissions(roleOf(subject)).some((permission) => permission === operation.access))
            )
          const requests = asks(target)
          // Requests that prepare nothing, and change nothing, are often the same for other places.
          const reach = isKept && !writes && !(requests instanceof Promise) ? askOnce : ask
          for (const request of await requests) {
            const shows = request.shows === undefined ? target.mark : request.shows
            const before = may ? [] : await changes()
            const reply = await reach(operation, request, headersOf(asker, via))
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
    })
  })

  test('a page on another site can’t use a visitor’s session', async () => {
    for (const { operation, row } of rows) {
      if (operation.method === 'GET' || row.data === 'anyone') continue
      const requests = await row.ask(await targetOf(row.data, 'admin', 'own', home.admin))
      const before = await changes()
      for (const request of requests) {
        for (const origin of ['https://evil.example', 'null', undefined]) {
          const reply = await ask(operation, request, { cookie: home.admin.cookie, ...(origin ? { origin } : {}) })
          expect(reply.status, operation.id).toBe(403)
        }
      }
      expect(await changes(), operation.id).toEqual(before)
    }
  })
  return world
}
