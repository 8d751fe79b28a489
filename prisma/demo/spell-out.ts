import { randomUUID } from 'node:crypto'
import type { EventLog } from '@/lib/events/log'
import { click, NO_ID, type ClickRow } from '@/lib/events/tables'
import type { Agent } from '@/lib/tracking/user-agent'
import type { DemoOrganization } from './catalog'
import type { Register, ShortClick } from './clicks'
import { allPlaces } from './places'

// Tables that exist only while the demo is loading: short clicks, and the records they refer to.
const shortClicks = {
  name: 'demo_click',
  columns: {
    number: 'UInt32',
    time: 'Int64',
    publisher: 'UInt32',
    page: 'UInt32',
    reason: 'LowCardinality(String)',
    flags: 'Array(String)',
    campaign: 'UInt32',
    link: 'UInt32',
    place: 'UInt32',
    agent: 'UInt32',
    address: 'UInt32',
    visitor: 'UInt32',
    language: 'LowCardinality(String)',
    trigger: 'LowCardinality(String)',
    referer: 'String',
    sub_ids: 'Array(String)',
    external_transaction: 'String',
    utm: 'Array(String)',
    extra: 'Map(String, String)',
  },
} as const
const places = {
  name: 'demo_place',
  columns: {
    key: 'UInt32',
    continent: 'String',
    country: 'String',
    region: 'String',
    city: 'String',
    latitude: 'Float32',
    longitude: 'Float32',
    timezone: 'String',
  },
} as const
const agentTable = {
  name: 'demo_agent',
  columns: {
    key: 'UInt32',
    device: 'String',
    browser: 'String',
    browser_version: 'String',
    os: 'String',
    os_version: 'String',
    user_agent: 'String',
    bot: 'Bool',
  },
} as const
const pages = {
  name: 'demo_page',
  columns: {
    key: 'UInt32',
    offer: 'UInt32',
    advertiser: 'UInt32',
    network: 'UInt32',
    url: 'String',
    fallback: 'String',
    payout: 'Decimal(18, 6)',
    revenue: 'Decimal(18, 6)',
  },
} as const
const campaigns = { name: 'demo_campaign', columns: { key: 'UInt32', id: 'UUID', channel: 'String' } } as const
const links = {
  name: 'demo_link',
  columns: {
    key: 'UInt32',
    id: 'String',
    domain: 'String',
    path: 'String',
    folder: 'String',
    tenant: 'String',
    tags: 'Array(String)',
  },
} as const
const publishers = { name: 'demo_publisher', columns: { key: 'UInt32', slug: 'String' } } as const
const tables = [shortClicks, places, agentTable, pages, campaigns, links, publishers]

type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, string>>

/** How the store computes each column of a click, the way lib/tracking/click.ts writes it, from `c` and its joins. Columns not listed stay empty. */
function expressions({ row, plan }: DemoOrganization): Partial<Record<keyof ClickRow, string>> {
  const time = "fromUnixTimestamp64Milli(c.time, 'UTC')"
  const accepted = "c.reason = ''"
  const hash = (name: string) => `leftPad(lower(hex(cityHash64('${row.id}', c.number, '${name}'))), 16, '0')`
  const stamp = "leftPad(lower(hex(toUInt64(c.time))), 12, '0')"
  const variant = "substring('89ab', 1 + c.number % 4, 1)"
  const paid = (amount: string) => `if(${accepted} AND NOT agent.bot, page.${amount}, 0)`
  const id = `concat(substring(${stamp}, 1, 8), '-', substring(${stamp}, 9, 4), '-7', substring(${hash('a')}, 1, 3), '-', ${variant}, substring(${hash('a')}, 4, 3), '-', substring(${hash('b')}, 1, 12))`
  const macros: Record<string, string> = {
    click_id: id,
    transaction_id: id,
    sub_id: 'encodeURLComponent(c.sub_ids[1])',
    sub_id_2: 'encodeURLComponent(c.sub_ids[2])',
    publisher_id: 'toString(c.publisher)',
    publisher_slug: 'publisher.slug',
    offer_id: 'toString(page.offer)',
  }
  const url = Object.entries(macros).reduce(
    (text, [name, value]) => `replaceAll(${text}, '{${name}}', ${value})`,
    'page.url',
  )
  const day = `toDate(${time}, '${plan.timezone}')`
  return {
    organization: `toUUID('${row.id}')`,
    id: `toUUID(${id})`,
    time,
    day,
    publisher: 'c.publisher',
    advertiser: 'page.advertiser',
    network: 'page.network',
    offer: 'page.offer',
    landing_page: 'c.page',
    link: 'link.id',
    domain: 'link.domain',
    key: 'link.path',
    folder: 'link.folder',
    tenant: 'link.tenant',
    tags: 'link.tags',
    url: `if(${accepted}, ${url}, page.fallback)`,
    campaign: `if(c.campaign = 0, toUUID('${NO_ID}'), campaign.id)`,
    channel: 'campaign.channel',
    trigger: 'c.trigger',
    sub_id: 'c.sub_ids[1]',
    sub_id_2: 'c.sub_ids[2]',
    sub_id_3: 'c.sub_ids[3]',
    external_transaction: 'c.external_transaction',
    extra: 'c.extra',
    continent: 'place.continent',
    country: 'place.country',
    region: 'place.region',
    city: 'place.city',
    latitude: 'place.latitude',
    longitude: 'place.longitude',
    timezone: 'place.timezone',
    device: 'agent.device',
    browser: 'agent.browser',
    browser_version: 'agent.browser_version',
    os: 'agent.os',
    os_version: 'agent.os_version',
    user_agent: 'agent.user_agent',
    language: 'c.language',
    referer_host: 'domainWithoutWWW(c.referer)',
    referer: 'c.referer',
    utm_source: 'c.utm[1]',
    utm_medium: 'c.utm[2]',
    utm_campaign: 'c.utm[3]',
    utm_term: 'c.utm[4]',
    utm_content: 'c.utm[5]',
    ip: `IPv4NumToString(${plan.ipStorage === 'full' ? 'c.address' : 'bitAnd(c.address, 0xFFFFFF00)'})`,
    // Another one every day, as trackers hash it.
    visitor: `cityHash64('${row.id}', ${day}, c.visitor)`,
    bot: 'agent.bot',
    status: `if(${accepted}, 'Approved', 'Rejected')`,
    reason: 'c.reason',
    flags: 'c.flags',
    payout: paid('payout'),
    revenue: paid('revenue'),
    currency: `'${plan.currency}'`,
  }
}

/** Stores short clicks in the event log. Open only one at a time, and close it at the end. */
export type Speller = {
  /** Sets the organization that the next clicks refer to. */
  begin(organization: DemoOrganization): Promise<void>
  /** Serializes the clicks right away, and stores them when the returned function is called. */
  prepare(clicks: readonly ShortClick[]): () => Promise<void>
  close(): Promise<void>
}

export async function openSpeller(events: EventLog, agents: Register<Agent>): Promise<Speller> {
  let known = 0
  let statement = ''
  const close = async () => {
    for (const { name } of tables) await events.command(`DROP TABLE IF EXISTS ${name}`)
  }
  await close()
  for (const { name, columns } of tables) {
    const list = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
    await events.command(`CREATE TABLE ${name} (${list.join(', ')}) ENGINE = Memory`)
  }
  const fill = async ({ name }: { name: string }, rows: readonly (readonly Cell[])[]) => {
    if (rows.length > 0) await events.command(`INSERT INTO ${name} FORMAT JSONCompactEachRow\n${textOf(rows)}`)
  }
  await fill(
    places,
    allPlaces.map(({ continent, country, region, city, latitude, longitude, timezone }, key) => [
      key,
      continent,
      country,
      region,
      city,
      latitude,
      longitude,
      timezone,
    ]),
  )

  return {
    begin: async (organization) => {
      for (const { name } of [pages, campaigns, links, publishers]) await events.command(`TRUNCATE TABLE ${name}`)
      await fill(
        pages,
        organization.offers.flatMap(({ row, advertiser, landingPages }) => {
          const perClick = row.payoutType === 'CPC'
          return landingPages.map((page) => [
            page.incrementalId,
            row.incrementalId,
            advertiser.row.incrementalId,
            advertiser.network,
            page.redirectUrl,
            row.fallbackUrl ?? '',
            perClick ? row.payout : '0',
            perClick ? row.revenue : '0',
          ])
        }),
      )
      await fill(
        campaigns,
        organization.campaigns.map(({ row }, index) => [index + 1, row.id, row.channel]),
      )
      await fill(
        links,
        organization.shortLinks.links.map(({ row, tagIds }, index) => [
          index + 1,
          row.id,
          row.domain,
          row.key,
          row.folderId ?? '',
          row.tenantId ?? '',
          tagIds,
        ]),
      )
      await fill(
        publishers,
        organization.publishers.map(({ row }) => [row.incrementalId, row.slug]),
      )
      const columns = expressions(organization)
      statement = `INSERT INTO ${click.name} (${Object.keys(columns).join(', ')}) SELECT ${Object.values(columns).join(',\n')}
        FROM ${shortClicks.name} AS c
        LEFT ANY JOIN ${places.name} AS place ON place.key = c.place
        LEFT ANY JOIN ${agentTable.name} AS agent ON agent.key = c.agent
        LEFT ANY JOIN ${pages.name} AS page ON page.key = c.page
        LEFT ANY JOIN ${campaigns.name} AS campaign ON campaign.key = c.campaign
        LEFT ANY JOIN ${links.name} AS link ON link.key = c.link
        LEFT ANY JOIN ${publishers.name} AS publisher ON publisher.key = c.publisher`
    },
    prepare: (clicks) => {
      const text = textOf(clicks.map((short) => Object.values(short)))
      const added = agents.list.slice(known)
      const first = known
      known += added.length
      return async () => {
        await fill(
          agentTable,
          added.map(({ device, browser, browserVersion, os, osVersion, userAgent, bot }, index) => [
            first + index,
            device,
            browser,
            browserVersion,
            os,
            osVersion,
            userAgent,
            bot,
          ]),
        )
        if (clicks.length === 0) return
        await events.command(`TRUNCATE TABLE ${shortClicks.name}`)
        // In blocks that two threads can share.
        await events.command(
          `INSERT INTO ${shortClicks.name} SETTINGS max_insert_block_size = 12500 FORMAT JSONCompactEachRow\n${text}`,
        )
        const settings = `insert_deduplication_token = '${randomUUID()}', deduplicate_blocks_in_dependent_materialized_views = 1`
        await events.command(
          `${statement} SETTINGS ${settings}, distributed_foreground_insert = 1, max_insert_threads = 2`,
        )
      }
    },
    close,
  }
}

/** One JSON text for all rows takes half as long as one per row. */
function textOf(rows: readonly (readonly Cell[])[]): string {
  return JSON.stringify(rows).slice(1, -1)
}
