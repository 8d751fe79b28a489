import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Data, Place, Subject } from '@/lib/access/matrix'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { sql, value } from '@/lib/events/sql'
import { impression } from '@/lib/events/tables'
import type { Role } from '@/lib/identity/permissions'
import type { Target } from './matrix-rows'
import { lastChange, watchChanges } from './changes'
import { recordConversion } from './conversions'
import { provideLinkViews } from './link-views'
import { provideRecorder } from './recorder'
import { clickRow } from './rows'
import { createWorld, idAt, type Person, type World } from './world'

// What the access matrix is checked on: two organizations in which every name has a mark, and the people who ask.

const ONE = 'MARK-OF-PUBLISHER-ONE'
const TWO = 'MARK-OF-PUBLISHER-TWO'
const ORGANIZATION = 'MARK-OF-ORGANIZATION'

type Marked = World & {
  mark: string
  publisherIds: Record<number, string>
  clickIds: Record<number, string>
  conversionIds: Record<number, string>
  impressionIds: Record<number, string>
}

const managers = {
  globalManager: { publisherManagerAccess: 'Global', advertiserManagerAccess: 'Global' },
  limitedManager: { publisherManagerAccess: 'Limited', advertiserManagerAccess: 'Limited' },
  restrictedManager: {},
  advertiserManager: { isPublisherManager: false },
} as const

export const roleOf = (subject: Subject): Role =>
  subject === 'admin' || subject === 'publisher' ? subject : 'accountManager'

export type MatrixWorld = Awaited<ReturnType<typeof createMatrixWorld>>

/** Creates the two organizations. From then on, `changes` knows whether anything in the database has changed. */
export async function createMatrixWorld(database: Database, events: EventLog) {
  await watchChanges(database)
  const recorder = provideRecorder(database, events)
  // track-click.test.ts has a tracker.
  provideLinkViews()
  const home = await markedWorld(database, events, 'HOME')
  const foreign = await markedWorld(database, events, 'FOREIGN')
  const kept = new Map<string, Promise<Person>>()

  /** Creates a user of the given kind, who belongs to publisher 1 or has publisher 1 and advertiser 1 assigned. */
  function personOf(subject: Subject, world: World = home): Promise<Person> {
    if (subject === 'admin') return world.person('admin')
    if (subject === 'publisher') return world.person('publisher', { publisher: 1 })
    return world.accountManager(managers[subject], { publishers: [1], advertisers: [1] })
  }

  /** One user of each kind, for requests that change nothing. */
  async function keptPersonOf(subject: Subject): Promise<Person> {
    const person = await keep(`asker ${subject}`, () => personOf(subject))
    // A publisher has one manager, who is whoever was created last.
    if (roleOf(subject) === 'accountManager') await home.assign(person, { publishers: [1], advertisers: [1] })
    return person
  }

  function keep(key: string, create: () => Promise<Person>): Promise<Person> {
    const found = kept.get(key) ?? create()
    kept.set(key, found)
    return found
  }

  /** @param isKept if no request about the target changes it, so that other requests can be about the same person */
  async function targetOf(
    data: Data | 'anyone',
    subject: Subject,
    place: Place,
    asker: Person,
    isKept = false,
  ): Promise<Target> {
    const world = place === 'foreign' ? foreign : home
    const number = place === 'other' ? 2 : 1
    const create = (key: string, made: () => Promise<Person>) => (isKept ? keep(`${key} ${place}`, made) : made())
    const person = {
      account: () => (place === 'own' ? asker : create(`account ${subject}`, () => personOf(subject, world))),
      publisherUsers: () =>
        create('publisherUsers', () => world.person('publisher', { publisher: number, firstName: newMark() })),
      users: () => create('users', () => world.person('accountManager', { firstName: newMark() })),
      clicks: () => asker,
      conversions: () => asker,
      customers: () => asker,
      links: () => asker,
      registration: () => asker,
      publishers: () => asker,
      advertisers: () => asker,
      networks: () => asker,
      publisherTerms: () => asker,
      postbacks: () => asker,
      postbackSecrets: () => asker,
      offerTerms: () => asker,
      applications: () => asker,
      applying: () => asker,
      groups: () => asker,
      connections: () => asker,
      offers: () => asker,
      publisherOffers: () => asker,
      statements: () => asker,
      statementChanges: () => asker,
      organization: () => asker,
      anyone: () => asker,
      ownSubIds: () => asker,
      bulkUnblocking: () => asker,
    }[data]
    const about = await person()
    const publisherMark = `${world.mark} ${number === 1 ? ONE : TWO}`
    const mark = {
      account: about.firstName,
      publisherUsers: about.firstName,
      users: about.firstName,
      organization: `${world.mark} ${ORGANIZATION}`,
      clicks: publisherMark,
      conversions: publisherMark,
      customers: publisherMark,
      links: publisherMark,
      publishers: publisherMark,
      advertisers: publisherMark,
      networks: `${world.mark} ${ORGANIZATION}`,
      publisherTerms: publisherMark,
      postbacks: publisherMark,
      postbackSecrets: publisherMark,
      offerTerms: publisherMark,
      applications: publisherMark,
      applying: publisherMark,
      groups: `${world.mark} ${ORGANIZATION}`,
      connections: `${world.mark} ${ORGANIZATION}`,
      registration: `${world.mark} ${ORGANIZATION}`,
      offers: publisherMark,
      publisherOffers: publisherMark,
      statements: publisherMark,
      statementChanges: publisherMark,
      anyone: publisherMark,
      ownSubIds: publisherMark,
      bulkUnblocking: publisherMark,
    }[data]
    return {
      place,
      database,
      world,
      publisher: { id: world.publisherIds[number] ?? '', number },
      clickId: world.clickIds[number] ?? '',
      conversionId: world.conversionIds[number] ?? '',
      impressionId: world.impressionIds[number] ?? '',
      person: about,
      mark,
    }
  }

  return {
    database,
    home,
    foreign,
    personOf,
    keptPersonOf,
    targetOf,
    /** The most recent change, to compare with later, once conversions that were answered are in the event log too. */
    changes: async (): Promise<unknown> => {
      await recorder.drain()
      return lastChange(database)
    },
  }
}

const newMark = () => `MARK-${randomUUID()}`

/** Every name in this world has a mark. Publisher n only sends clicks to advertiser n, so both have the same name. */
async function markedWorld(database: Database, events: EventLog, mark: string): Promise<Marked> {
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
  const conversions = await Promise.all(
    [1, 2].map(async (number) => {
      const time = new Date(`2026-03-1${number}T10:00:00Z`)
      const of = { organization: organizationId, id: idAt(time), time: `2026-03-1${number} 10:00:00.000` }
      const clicked = clickRow({ ...of, publisher: number, advertiser: number })
      const { id } = await recordConversion(database, events, clicked, {
        id: idAt(time),
        amount: '20',
        amountCurrency: 'EUR',
      })
      return [number, id]
    }),
  )
  const impressions = [ONE, TWO].map((name, index) => {
    const [number, time] = [index + 1, `2026-03-1${index} 10:00:00.000`]
    const row = { organization: organizationId, id: idAt(new Date(`${time.replace(' ', 'T')}Z`)), time }
    return clickRow({ ...row, publisher: number, advertiser: number, sub_id: `${mark} ${name}` })
  })
  await events.append(impression, impressions)
  const publishers = await database.prisma.publisher.findMany({ where: { organizationId } })
  return {
    ...world,
    mark,
    publisherIds: Object.fromEntries(publishers.map(({ incrementalId, id }) => [incrementalId, id])),
    clickIds: Object.fromEntries(clicks.map(({ publisher, click }) => [publisher, click])),
    conversionIds: Object.fromEntries(conversions),
    impressionIds: Object.fromEntries(impressions.map(({ publisher, id }) => [publisher, id])),
  }
}
