import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { createApiKey } from '@/lib/access/api-keys'
import { keyPermissions, type Role } from '@/lib/identity/permissions'
import { authSecret } from '@/lib/access/secret'
import { sessionCookieName } from '@/lib/access/session-cookie'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { click, NO_ID, type ClickRow } from '@/lib/events/tables'
import type { EventLog } from '@/lib/events/log'
import { clickRow } from './events'

export type Person = {
  userId: string
  firstName: string
  email: string
  sessionId: string
  keyId: string
  key: string
  cookie: string
}
type Managed = { publishers?: number[]; advertisers?: number[] }

/** An organization with two of each, a key and session for every user, and the clicks recorded with `record`. */
export type World = {
  organizationId: string
  admin: Person
  /** The users of publishers 1 and 2. */
  publishers: readonly [Person, Person]
  /** Creates a user with a key and a session. `publisher` is a publisher user's publisher, by number. */
  person(role: Role, more?: Partial<Prisma.UserUncheckedCreateInput> & { publisher?: number }): Promise<Person>
  /** Creates an account manager and assigns publishers and advertisers (by number) to them. Their access is Restricted and covers nothing by default. */
  accountManager(
    access?: Pick<
      Prisma.UserUncheckedCreateInput,
      'isPublisherManager' | 'isAdvertiserManager' | 'publisherManagerAccess' | 'advertiserManagerAccess'
    >,
    managed?: Managed,
  ): Promise<Person>
  /** Assigns publishers and advertisers (by number) to an account manager, and takes them from whoever had them. */
  assign(manager: Person, managed: Managed): Promise<void>
  /** ID of publisher 1's campaign "spring". */
  campaignId: string
  /** Stores clicks for the organization. `at` is in UTC, `day` in the organization's time zone. */
  record(clicks: readonly (Partial<ClickRow> & { at: string; count?: number })[]): Promise<void>
}

/** Creates an organization. All organizations use the same names and numbers, so that a leak between them would show. */
export async function createWorld(
  database: Database,
  events: EventLog,
  settings: { timezone?: string } = {},
): Promise<World> {
  const { prisma } = database
  const mark = randomUUID().slice(0, 8)
  const { id: organizationId } = await prisma.organization.create({
    data: { slug: `org-${mark}`, name: `Organization ${mark}`, timezone: settings.timezone ?? 'UTC' },
  })
  await prisma.network.createMany({
    data: [
      { organizationId, incrementalId: 1, slug: 'awin', name: 'Awin' },
      { organizationId, incrementalId: 2, slug: 'impact', name: 'Impact' },
    ],
  })
  // What comes next is numbered after these.
  await prisma.sequence.createMany({
    data: Object.entries({ network: 2, advertiser: 3, publisher: 2 }).map(([entity, value]) => ({
      organizationId,
      entity,
      value,
    })),
  })
  const networks = await prisma.network.findMany({ where: { organizationId }, orderBy: { incrementalId: 'asc' } })
  await prisma.advertiser.createMany({
    data: [
      { organizationId, incrementalId: 1, slug: 'zebra', name: 'Zebra', networkId: networks[0]?.id },
      { organizationId, incrementalId: 2, slug: 'alpha-store', name: 'Alpha Store', networkId: networks[1]?.id },
      { organizationId, incrementalId: 3, slug: 'mango', name: 'Mango' },
    ],
  })
  const publishers = await Promise.all(
    [1, 2].map((incrementalId) =>
      prisma.publisher.create({
        data: { organizationId, incrementalId, slug: `publisher-${incrementalId}`, name: `Publisher ${incrementalId}` },
      }),
    ),
  )
  const [first, second] = publishers
  if (!first || !second) throw new Error('Expected two publishers')
  const campaign = await prisma.campaign.create({
    data: {
      organizationId,
      publisherId: first.id,
      externalId: 'spring',
      name: 'Spring',
      kind: 'broadcast',
      channel: 'email',
    },
  })

  const person: World['person'] = async (role, { publisher, ...more } = {}) => {
    const name = more.firstName ?? randomUUID()
    const publisherId = publisher === undefined ? null : (publishers[publisher - 1]?.id ?? null)
    const user = await prisma.user.create({
      data: {
        firstName: name,
        email: `${name.toLowerCase()}@${mark}.example`,
        ...more,
        organizationId,
        role,
        publisherId,
      },
    })
    const { key, apiKey } = await createApiKey(database, {
      organizationId,
      userId: user.id,
      name: 'test',
      access: keyPermissions(role),
    })
    const session = await prisma.session.create({
      data: { organizationId, userId: user.id, expiresAt: new Date(Date.now() + 3_600_000) },
    })
    const token = await encode({ token: { sessionId: session.id }, secret: authSecret() })
    return {
      userId: user.id,
      firstName: name,
      email: user.email,
      sessionId: session.id,
      keyId: apiKey.id,
      key,
      cookie: `${sessionCookieName()}=${token}`,
    }
  }
  const assign: World['assign'] = async ({ userId }, { publishers: theirs = [], advertisers = [] }) => {
    const assigned = { data: { managerId: userId } }
    await prisma.publisher.updateMany({ where: { organizationId, incrementalId: { in: theirs } }, ...assigned })
    await prisma.advertiser.updateMany({ where: { organizationId, incrementalId: { in: advertisers } }, ...assigned })
  }
  return {
    organizationId,
    admin: await person('admin', { firstName: 'admin' }),
    publishers: [
      await person('publisher', { firstName: 'first', publisher: 1 }),
      await person('publisher', { firstName: 'second', publisher: 2 }),
    ],
    person,
    async accountManager(access = {}, managed = {}) {
      const manager = await person('accountManager', access)
      await assign(manager, managed)
      return manager
    },
    assign,
    campaignId: campaign.id,
    record: (clicks) =>
      events.append(
        click,
        clicks.flatMap(({ at, count = 1, ...values }) =>
          Array.from({ length: count }, () => {
            const time = at
              .replace('T', ' ')
              .replace('Z', '')
              .padEnd(23, at.includes('.') ? '0' : '.000')
            return clickRow({ campaign: NO_ID, ...values, organization: organizationId, id: idAt(new Date(at)), time })
          }),
        ),
      ),
  }
}

/** A UUIDv7 for that time, as the tracker generates them. */
export function idAt(time: Date): string {
  const millis = time.getTime().toString(16).padStart(12, '0')
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${randomUUID().slice(15)}`
}
