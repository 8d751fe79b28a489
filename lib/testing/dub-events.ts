import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { click, conversion, NO_ID, type ClickRow, type ConversionRow } from '@/lib/events/tables'
import { newUuid } from '@/lib/uuid'
import { clickRow, conversionRow } from './rows'
import { idAt, type World } from './world'

const pick = <T>(of: readonly [T, ...T[]], number: number): T => of[number % of.length] ?? of[0]

/** Records that events refer to. Links 0 and 1 are publisher 1's, 2 is publisher 2's, and 3 is a domain's own and the organization's. */
export type Referred = {
  links: readonly string[]
  publishers: readonly string[]
  group: string
  tags: readonly string[]
  folders: readonly string[]
  customers: readonly string[]
}

export const HOST = 'go.shop.example'

/** Creates what events refer to. */
export async function referredRecords({ prisma }: Pick<Database, 'prisma'>, world: World): Promise<Referred> {
  const { organizationId } = world
  const group = await prisma.publisherGroup.create({ data: { organizationId, name: 'Blogs' } })
  const publishers = await prisma.publisher.findMany({ where: { organizationId }, orderBy: { incrementalId: 'asc' } })
  await prisma.publisher.updateMany({ where: { organizationId, incrementalId: 2 }, data: { groupId: group.id } })
  const tags = await Promise.all(
    ['Spring', 'Sale'].map((name) => prisma.tag.create({ data: { organizationId, name, color: 'red' } })),
  )
  const folders = await Promise.all(
    ['Mail', 'Social'].map((name) => prisma.folder.create({ data: { organizationId, name } })),
  )
  await prisma.publisherTag.create({
    data: { organizationId, publisherId: publishers[0]?.id ?? '', tagId: tags[0]?.id ?? '' },
  })
  const customers = await Promise.all(
    ['user 1', 'user 2'].map((externalId, index) =>
      prisma.customer.create({
        data: { organizationId, externalId, name: 'Ada', publisherId: publishers[index]?.id ?? null },
      }),
    ),
  )
  const mark = organizationId.slice(-6)
  const links = []
  for (const [index, key] of ['Spring', 'sale', 'other', '_root'].entries())
    links.push(
      await prisma.link.create({
        data: {
          organizationId,
          domain: `${mark}.${HOST}`,
          key,
          lookupKey: key.toLowerCase(),
          url: `https://shop.example/${index}?a=1`,
          externalId: `external ${index}`,
          publisherId: index === 3 ? null : (publishers[index === 2 ? 1 : 0]?.id ?? null),
          tags: index === 0 ? { create: { tagId: tags[0]?.id ?? '' } } : {},
        },
      }),
    )
  return {
    links: links.map(({ id }) => id),
    publishers: publishers.map(({ id }) => id),
    group: group.id,
    tags: tags.map(({ id }) => id),
    folders: folders.map(({ id }) => id),
    customers: customers.map(({ id }) => id),
  }
}

export const domainOf = ({ organizationId }: Pick<World, 'organizationId'>) => `${organizationId.slice(-6)}.${HOST}`

/** Clicks of two weeks of March 2026, and what they led to. Everything about them varies with their number. */
export async function recordEvents(
  events: EventLog,
  world: World,
  of: Referred,
): Promise<{ clicks: ClickRow[]; conversions: ConversionRow[] }> {
  const clicks = Array.from({ length: 90 }, (_, n): ClickRow => {
    // Some at the same moment, so that their IDs decide.
    const at = new Date(Date.UTC(2026, 2, 1 + (Math.floor(n / 2) % 14), (n * 5) % 24, n % 4))
    const linked = n % 5
    return clickRow({
      organization: world.organizationId,
      id: idAt(at),
      time: at.toISOString().replace('T', ' ').replace('Z', ''),
      publisher: linked === 2 ? 2 : linked === 3 ? 0 : linked === 4 ? 1 + (n % 2) : 1,
      offer: 1 + (n % 2),
      link: of.links[linked] ?? '',
      domain: linked === 4 && n % 2 ? '' : domainOf(world),
      key: ['Spring', 'sale', 'other', '_root'][linked] ?? '',
      url: pick(['https://shop.example/a?b=1', 'https://shop.example/a#c', 'https://shop.example/b', ''], n),
      tenant: pick(['', 'tenant 1', 'Tenant 2'], n),
      folder: pick(['', of.folders[0] ?? '', of.folders[1] ?? ''], n),
      tags: pick<readonly string[]>([[], [of.tags[0] ?? ''], of.tags], n),
      trigger: pick(['link', 'qr', 'pageview'], n),
      external_user: pick(['', 'user 1', 'user 2', 'stranger'], n),
      continent: pick(['EU', 'NA', ''], n),
      country: pick(['DE', 'US', 'AT', ''], n),
      region: pick(['DE-BE', 'US-CA', 'AT-9', ''], n),
      city: pick(['Berlin', 'New York', 'Wien', ''], n),
      device: pick(['Mobile', 'Desktop', 'Tablet'], n),
      browser: pick(['Chrome', 'Firefox'], n),
      os: pick(['iOS', 'Windows', 'Android'], n),
      referer_host: pick(['', 'blog.example', 'news.example'], n),
      referer: pick(['', 'https://blog.example/a?b', 'https://news.example/'], n),
      utm_source: pick(['', 'google', 'Google'], n),
      utm_medium: pick(['cpc', '', 'email'], n),
      utm_campaign: pick(['', 'spring sale'], n),
      utm_term: pick(['', 'shoes', 'boots'], n),
      utm_content: pick(['', 'top'], n),
      user_agent: `Agent ${n}`,
      ip: '203.0.113.7',
      bot: n % 11 === 3,
      status: n % 13 === 5 ? 'Rejected' : 'Approved',
    })
  })
  const conversions = clicks
    .filter((_, n) => n % 3 !== 1)
    .map((from, n) => {
      const time = new Date(new Date(`${from.time.replace(' ', 'T')}Z`).getTime() + (n % 5) * 3_600_000)
      const kind = pick(['lead', 'sale', 'conversion', 'event'] as const, n)
      const isSale = kind === 'sale' || (kind !== 'lead' && n % 2 === 0)
      return conversionRow(from, {
        id: newUuid(time),
        time: time.toISOString().replace('T', ' ').replace('Z', ''),
        day: time.toISOString().slice(0, 10),
        kind,
        name: kind === 'lead' ? 'Sign up' : 'Purchase',
        customer: pick([NO_ID, of.customers[0] ?? NO_ID, of.customers[1] ?? NO_ID], n),
        status: pick(['Approved', 'Approved', 'Approved', 'Pending', 'Approved', 'Rejected'], n),
        amount: isSale ? `${n}.5` : '0',
        amount_currency: isSale ? 'EUR' : '',
        sale_type: isSale ? pick(['new', 'recurring', ''], n) : '',
        metadata: pick(['', '{"plan":"pro","seats":5}', '{"plan":"free","seats":12,"a":{"b":true}}'], n),
        payment_processor: isSale ? pick(['stripe', ''], n) : '',
        external_transaction: isSale ? `invoice ${n}` : '',
      })
    })
  await events.append(click, clicks)
  await events.append(conversion, conversions)
  return { clicks, conversions }
}
