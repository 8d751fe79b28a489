import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createApiKey } from '@/lib/access/api-keys'
import { fraudFilters } from '@/lib/catalog/rules/fraud-filters'
import { keyPermissions } from '@/lib/identity/permissions'
import {
  createAdvertisers,
  createIntegrations,
  createNetworks,
  createOffers,
  createOrganization,
  createPublishers,
  createUsers,
} from '@/lib/testing/catalog'
import type { Database } from '@/lib/database/client'
import { Prisma, type User } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import { literal } from '@/lib/events/sql'
import { click, conversion, COUNTED, NO_ID } from '@/lib/events/tables'

export const DAYS = 120
export const TIMEZONE = 'Europe/Berlin'
const SIZES = { networks: 12, advertisers: 200, publishers: 500, offersPerAdvertiser: 3, strictOffers: 20 }

/** The publisher used to measure a publisher's view: a mid-sized one, with about 20,000 of 10 million clicks. */
export const PUBLISHER = 250

const person = z.object({ userId: z.string(), apiKey: z.string(), sessionId: z.string() })
export const world = z.object({
  organizationId: z.string(),
  admin: person,
  publisher: person,
  offers: z.array(z.string()),
  /** Offers with caps and fraud filters. */
  strictOffers: z.array(z.string()),
  integrationId: z.string(),
})
export type World = z.infer<typeof world>

/** Creates an organization of typical size, through the functions the product uses. */
export async function makeCatalog(database: Database): Promise<World> {
  const list = <T>(length: number, make: (number: number) => T) => Array.from({ length }, (_, index) => make(index + 1))
  const { id } = await createOrganization(database, { name: 'Bench', timezone: TIMEZONE, currency: 'EUR' })
  const networks = await createNetworks(
    database,
    id,
    list(SIZES.networks, (number) => ({ name: `Network ${number}` })),
  )
  const advertisers = await createAdvertisers(
    database,
    id,
    list(SIZES.advertisers, (number) => ({
      name: `Advertiser ${number}`,
      networkId: networks[number % SIZES.networks]?.id,
    })),
  )
  const publishers = await createPublishers(
    database,
    id,
    list(SIZES.publishers, (number) => ({ name: `Publisher ${number}` })),
  )
  const [integration] = await createIntegrations(database, id, [{ name: 'Main' }])
  const offers = await createOffers(
    database,
    id,
    advertisers.flatMap((advertiser) =>
      list(SIZES.offersPerAdvertiser, (number) => ({
        name: `${advertiser.name} offer ${number}`,
        advertiserId: advertiser.id,
        integrationId: integration?.id ?? '',
        landingPages: [
          {
            name: 'Front page',
            redirectUrl: `https://www.${advertiser.slug}.example/?click_id={click_id}&pub={publisher_id}&s={sub_id}`,
          },
        ],
      })),
    ),
  )
  const strictOffers = await createOffers(
    database,
    id,
    list(SIZES.strictOffers, (number) => ({
      name: `Strict offer ${number}`,
      advertiserId: advertisers[number]?.id ?? '',
      integrationId: integration?.id ?? '',
      landingPages: [{ name: 'Front page', redirectUrl: 'https://strict.example/?click_id={click_id}' }],
    })),
  )
  await addLimits(
    database,
    id,
    strictOffers.map((offer) => offer.id),
  )
  const [admin, publisher] = await createUsers(database, id, [
    { email: 'admin@bench.example', role: 'admin' },
    { email: 'publisher@bench.example', role: 'publisher', publisherId: publishers[PUBLISHER - 1]?.id },
  ])
  if (!admin || !publisher) throw new Error('The users weren’t created.')
  const access = async ({ id: userId, role }: User) => {
    const { key } = await createApiKey(database, {
      organizationId: id,
      userId,
      name: 'Bench',
      access: keyPermissions(role),
    })
    const session = await database.prisma.session.create({
      data: { organizationId: id, userId, expiresAt: new Date(Date.now() + 86_400_000) },
    })
    return { userId, apiKey: key, sessionId: session.id }
  }
  return {
    organizationId: id,
    admin: await access(admin),
    publisher: await access(publisher),
    offers: offers.map((offer) => offer.id),
    strictOffers: strictOffers.map((offer) => offer.id),
    integrationId: integration?.id ?? '',
  }
}

/** Gives offers caps that no load reaches, and fraud filters that look at each click in every way. */
async function addLimits({ prisma }: Database, organizationId: string, offerIds: readonly string[]): Promise<void> {
  const limit = 1_000_000_000
  const { id: fraudFilterGroupId } = await prisma.fraudFilterGroup.create({
    data: {
      organizationId,
      name: 'Everything',
      filters: fraudFilters.parse([
        { kind: 'bot', action: 'Reject' },
        { kind: 'data_center', action: 'Reject' },
        { kind: 'empty_referrer', action: 'Flag' },
        { kind: 'blocked_referrer', action: 'Reject', values: ['spam.example', 'casino.example'] },
        { kind: 'blocked_user_agent', action: 'Reject', values: ['curl', 'python'] },
        { kind: 'blocked_ip', action: 'Reject', values: ['198.51.100.0/24', '2001:db8::/32'] },
        { kind: 'visitor_clicks', action: 'Flag', clicks: 5, minutes: 60 },
        { kind: 'sub_id_clicks', action: 'Flag', clicks: 1000, minutes: 60 },
        { kind: 'language_mismatch', action: 'Flag' },
      ]),
    },
  })
  await prisma.offerFraudFilterGroup.createMany({
    data: offerIds.map((offerId) => ({ organizationId, offerId, fraudFilterGroupId })),
  })
  await prisma.cap.createMany({
    data: offerIds.flatMap((offerId) =>
      (['Hour', 'Day', 'Total'] as const).map((period) => ({
        organizationId,
        offerId,
        metric: 'Clicks' as const,
        period,
        limit,
      })),
    ),
  })
}

/** IDs of things by their number, in PostgreSQL and in ClickHouse. */
const numberedId = {
  postgres: (number: string, kind: string) => Prisma.raw(`('${kind}' || lpad(to_hex(${number}), 12, '0'))::uuid`),
  clickhouse: (number: string, kind: string) => `concat('${kind}', leftPad(lower(hex(${number})), 12, '0'))`,
}
const LINK = '00000000-0000-7000-8000-'
const CUSTOMER = '00000000-0000-7000-9000-'
const customersOf = (clicks: number) => Math.max(1, Math.floor(clicks / 200))

/**
 * Adds short links at the installation's own address, with the keys `l0`, `l1`, and so on. Every other one leads to an offer. Publishers have the same
 * number each.
 */
export async function makeLinks(
  database: Database,
  { organizationId }: Pick<World, 'organizationId'>,
  links: number,
): Promise<void> {
  const { publishers } = SIZES
  const offers = SIZES.advertisers * SIZES.offersPerAdvertiser
  await inChunks(
    links,
    (first, last) => database.prisma.$executeRaw`
      INSERT INTO "Link" ("id", "organizationId", "domain", "key", "lookupKey", "url", "publisherId", "offerId", "updatedAt")
      SELECT ${numberedId.postgres('n', LINK)}, ${organizationId}::uuid, '', 'l' || n, 'l' || n,
        CASE WHEN n % 2 = 0 THEN '' ELSE 'https://www.shop-' || n % 1000 || '.example/products/' || n::bigint * 7919 || '?color=blue' END,
        publisher."id", offer."id", now()
      FROM generate_series(${first}::int, ${last}::int) n
      JOIN "Publisher" publisher ON publisher."organizationId" = ${organizationId}::uuid AND publisher."incrementalId" = 1 + n % ${publishers}::int
      LEFT JOIN "Offer" offer ON offer."organizationId" = ${organizationId}::uuid AND n % 2 = 0 AND offer."incrementalId" = 1 + n % ${offers}::int`,
  )
}

/** Inserts rows by number, in statements that end before the database client loses patience. */
async function inChunks(count: number, insert: (first: number, last: number) => PromiseLike<unknown>): Promise<void> {
  const chunk = 10_000
  for (let first = 0; first < count; first += chunk) await insert(first, Math.min(first + chunk, count) - 1)
}

/**
 * Fills the store with clicks from the last 120 days, in order of time, generated inside ClickHouse from hashes of their number. As in real life,
 * a few publishers have most of the clicks, each works with a dozen advertisers, and most of its visitors are from one country. Three in ten clicks are on
 * short links of their publisher, some more often than others.
 */
export async function makeClicks(
  events: EventLog,
  { organizationId }: World,
  { clicks, links }: { clicks: number; links: number },
  now: Date,
  say: (line: string) => void,
): Promise<void> {
  const chunk = Math.min(clicks, 1_000_000)
  for (let first = 0; first < clicks; first += chunk) {
    await events.command(
      insertClicks({ organizationId, clicks, links, first, rows: Math.min(chunk, clicks - first), end: now.getTime() }),
    )
    say(`  ${((first + chunk) / 1e6).toFixed(1)} of ${clicks / 1e6} million clicks`)
  }
  await settle(events)
}

/** Waits until the store has no merges running, so they don't compete with measurements. */
export async function settle(events: EventLog): Promise<void> {
  for (;;) {
    const [merges] = await events.query({
      work: 'bench',
      sql: literal('SELECT count() AS running FROM system.merges'),
      row: z.object({ running: z.number() }),
    })
    if (!merges?.running) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

type Chunk = { organizationId: string; clicks: number; links: number; first: number; rows: number; end: number }

function insertClicks({ organizationId, clicks, links, first, rows, end }: Chunk): string {
  const span = DAYS * 86_400_000
  const countries =
    'DE US GB FR NL AT CH PL ES IT SE DK BE CZ PT IE NO FI CA AU BR MX IN JP TR ZA AE SG GR HU RO NZ'.split(' ')
  const array = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(', ')}]`
  /** From 0 up to, but not including, 1; different for each name. */
  const part = (name: string) => `(cityHash64(n, '${name}') / 18446744073709551616.)`
  /** From 0 up to, but not including, `count`. */
  const below = (name: string, count: number) => `(cityHash64(n, '${name}') % ${count})`
  const payable = `${below('bot', 1000)} >= 30 AND ${below('status', 1000)} >= 20`
  const columns: Record<string, string> = {
    organization: `toUUID('${organizationId}')`,
    id: `toUUID(concat(substring(stamp, 1, 8), '-', substring(stamp, 9, 4), '-7', substring(tail, 1, 3), '-8', substring(tail, 4, 3), '-', substring(node, 1, 12)))`,
    time: `fromUnixTimestamp64Milli(toInt64(ms), 'UTC')`,
    day: `toDate(fromUnixTimestamp64Milli(toInt64(ms), '${TIMEZONE}'))`,
    publisher: 'pub',
    advertiser: 'adv',
    network: `adv % ${SIZES.networks} + 1`,
    offer: `toUInt32((adv - 1) * ${SIZES.offersPerAdvertiser} + 1 + ${below('offer', SIZES.offersPerAdvertiser)})`,
    landing_page: `toUInt32((adv - 1) * ${SIZES.offersPerAdvertiser} + 1 + ${below('offer', SIZES.offersPerAdvertiser)})`,
    link: `if(short < 0, '', ${numberedId.clickhouse('short', LINK)})`,
    key: `if(short < 0, '', concat('l', toString(short)))`,
    url: `concat('https://www.advertiser-', toString(adv), '.example/?click_id=', tail, stamp, '&pub=', toString(pub), '&s=', toString(${below('sub', 5000)}))`,
    campaign: `toUUID('${NO_ID}')`,
    trigger: `'link'`,
    sub_id: `concat('s', toString(${below('sub', 5000)}))`,
    sub_id_2: `concat('box-', toString(${below('sub2', 6)}))`,
    continent: `'EU'`,
    country: 'land',
    region: `concat(land, '-', toString(1 + ${below('region', 16)}))`,
    city: `concat('City ', toString(1 + ${below('region', 16)} * 20 + toUInt32(20 * pow(${part('city')}, 2))), ' ', land)`,
    latitude: `toFloat32(40 + ${below('region', 16)})`,
    longitude: `toFloat32(${below('city', 20)})`,
    timezone: `'${TIMEZONE}'`,
    device: `arrayElement(['Mobile', 'Mobile', 'Mobile', 'Desktop', 'Desktop', 'Tablet'], 1 + agent % 6)`,
    browser: `arrayElement(['Chrome', 'Safari', 'Firefox', 'Edge', 'Samsung Internet', 'Opera'], toUInt8(1 + 6 * pow(${part('browser')}, 2)))`,
    browser_version: `toString(150 + agent % 6)`,
    os: `arrayElement(['Android', 'iOS', 'Windows', 'macOS', 'Linux'], toUInt8(1 + 5 * pow(${part('os')}, 2)))`,
    os_version: `toString(10 + agent % 8)`,
    user_agent: `concat('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/', toString(100 + agent), '.0.0.0 Safari/537.36')`,
    language: `arrayElement(['de-DE', 'en-US', 'en-GB', 'fr-FR'], 1 + agent % 4)`,
    referer_host: `concat('site-', toString(pub), '.example')`,
    referer: `concat('https://www.site-', toString(pub), '.example/page-', toString(${below('page', 40)}))`,
    ip: `concat(toString(1 + ${below('ip', 220)}), '.', toString(${below('ip2', 250)}), '.', toString(${below('ip3', 250)}), '.0')`,
    // Seven visitors per ten clicks.
    visitor: `cityHash64(intDiv(n * ${DAYS}, ${clicks}), ${below('visitor', Math.max(1, Math.round((clicks / DAYS) * 1.1)))})`,
    bot: `${below('bot', 1000)} < 30`,
    status: `if(${below('status', 1000)} < 20, 'Rejected', 'Approved')`,
    reason: `if(${below('status', 1000)} < 20, 'offer_inactive', '')`,
    // Three in ten offers pay for clicks.
    payout: `toDecimal64(if(adv % 10 < 3 AND ${payable}, 0.04 + (adv % 7) / 100, 0), 6)`,
    revenue: `toDecimal64(if(adv % 10 < 3 AND ${payable}, 0.06 + (adv % 9) / 100, 0), 6)`,
    currency: `'EUR'`,
  }
  return `INSERT INTO click (${Object.keys(columns).join(', ')})
    WITH
      intDiv(n * ${DAYS}, ${clicks}) AS whole,
      (n * ${DAYS} % ${clicks}) / ${clicks} AS within,
      toUInt64(${end - span} + 86400000 * (whole + within + 0.07 * sin(2 * pi() * within))) AS ms,
      leftPad(lower(hex(ms)), 12, '0') AS stamp,
      leftPad(lower(hex(cityHash64(n, 'tail'))), 16, '0') AS tail,
      leftPad(lower(hex(cityHash64(n, 'node'))), 16, '0') AS node,
      toUInt32(1 + ${SIZES.publishers} * pow(${part('publisher')}, 3)) AS pub,
      toUInt32(1 + cityHash64(pub, toUInt32(12 * pow(${part('advertiser')}, 2))) % ${SIZES.advertisers}) AS adv,
      if(${below('short', 10)} < 3, toInt64(pub - 1 + ${SIZES.publishers} * intDiv(toUInt32(${links} * pow(${part('link')}, 3)), ${SIZES.publishers})), -1) AS short,
      arrayElement(${array(countries)}, if(${part('abroad')} < 0.8, 1 + cityHash64(pub) % 6, 1 + ${below('country', countries.length)})) AS land,
      cityHash64(n, 'agent') % 300 AS agent
    SELECT ${Object.entries(columns)
      .map(([name, expression]) => `${expression} AS ${name}`)
      .join(', ')}
    FROM (SELECT number AS n FROM numbers(${first}, ${rows}))
    SETTINGS max_insert_threads = 2, max_block_size = 65536, insert_deduplication_token = '${randomUUID()}'`
}

/** Adds customers, one per 200 clicks, and what they bought, four times each. */
export async function makeCustomers(
  { prisma }: Pick<Database, 'prisma'>,
  { organizationId }: World,
  clicks: number,
): Promise<void> {
  const customers = customersOf(clicks)
  const publisher = Prisma.sql`publisher."organizationId" = ${organizationId}::uuid AND publisher."incrementalId" = 1 + n % ${SIZES.publishers}::int`
  await inChunks(
    customers,
    (first, last) => prisma.$executeRaw`
    INSERT INTO "Customer" ("id", "organizationId", "externalId", "name", "email", "country", "publisherId", "createdAt", "updatedAt")
    SELECT ${numberedId.postgres('n', CUSTOMER)}, ${organizationId}::uuid, 'user-' || n, 'Customer ' || n * 7919::bigint % ${customers}::int,
      'customer-' || n || '@shop.example', 'DE', publisher."id", now() - n * interval '1 minute', now()
    FROM generate_series(${first}::int, ${last}::int) n JOIN "Publisher" publisher ON ${publisher}`,
  )
  await inChunks(
    4 * customers,
    (first, last) => prisma.$executeRaw`
    INSERT INTO "Conversion" ("id", "organizationId", "kind", "name", "publisherId", "customerId", "time", "dedupeKey", "amount", "amountCurrency",
      "currency", "status", "facts")
    SELECT uuidv7(), ${organizationId}::uuid, 'sale', 'Sale', publisher."id", ${numberedId.postgres(`n % ${customers}`, CUSTOMER)},
      now() - n * interval '10 seconds', 'sale-' || n, 20 + n % 500, 'EUR', 'EUR', 'Approved', '{}'
    FROM generate_series(${first}::int, ${last}::int) n JOIN "Publisher" publisher ON ${publisher}`,
  )
  await prisma.$executeRaw`ANALYZE "Customer", "Conversion", "Link"`
}

/**
 * Adds conversions of clicks, one for every twenty, up to two days later. A tenth has a second version, since someone approved it, a fifth is
 * paid in dollars, a fifth are leads without an amount, and a third are a customer's.
 */
export async function makeConversions(
  { prisma }: Pick<Database, 'prisma'>,
  events: EventLog,
  { organizationId }: World,
  clicks: number,
): Promise<void> {
  await prisma.exchangeRate.create({
    data: { organizationId, from: 'USD', to: 'EUR', rate: '0.91', validFrom: new Date('2020-01-01') },
  })
  const of = (name: string, count: number) => `cityHash64(click.id, '${name}') % ${count}`
  const isLead = `${of('lead', 5)} = 0`
  const columns: Record<string, string> = {
    ...Object.fromEntries(
      Object.keys(conversion.columns)
        .filter((name) => name in click.columns)
        .map((name) => [name, `click.${name}`]),
    ),
    id: `toUUID(concat(substring(stamp, 1, 8), '-', substring(stamp, 9, 4), substring(toString(click.id), 14)))`,
    version: 'version',
    time: 'at',
    day: `toDate(at, '${TIMEZONE}')`,
    click_time: 'click.time',
    click_day: 'click.day',
    kind: `if(${isLead}, 'lead', 'conversion')`,
    name: `''`,
    click: 'click.id',
    customer: `toUUID(if(${of('known', 3)} = 0, ${numberedId.clickhouse(of('customer', customersOf(clicks)), CUSTOMER)}, '${NO_ID}'))`,
    source: `'postback'`,
    status: `multiIf(${of('status', 10)} = 0, if(version = 1, 'Pending', 'Approved'), ${of('status', 10)} = 1, 'Rejected', 'Approved')`,
    amount: `toDecimal64(if(${isLead}, 0, 20 + ${of('amount', 20_000)} / 100), 6)`,
    amount_currency: `multiIf(${isLead}, '', ${of('currency', 5)} = 0, 'USD', 'EUR')`,
    payout: `toDecimal64(2 + ${of('payout', 700)} / 100, 6)`,
    revenue: `toDecimal64(4 + ${of('payout', 900)} / 100, 6)`,
    currency: `if(${of('currency', 5)} = 0, 'USD', 'EUR')`,
  }
  await events.command(`INSERT INTO conversion (${Object.keys(columns).join(', ')})
    WITH
      click.time + toIntervalSecond(60 + ${of('delay', 360)} * ${of('delay2', 480)}) AS at,
      leftPad(lower(hex(toUInt64(toUnixTimestamp64Milli(at)))), 12, '0') AS stamp
    SELECT ${Object.entries(columns)
      .map(([name, expression]) => `${expression} AS ${name === 'click' ? 'of_click' : `of_${name}`}`)
      .join(', ')}
    FROM click ARRAY JOIN if(${of('status', 10)} = 0, [1, 2], [1]) AS version
    WHERE ${of('converts', 20)} = 0 AND ${COUNTED} AND at < now()`)
  await settle(events)
}
