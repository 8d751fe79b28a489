import { eventTable, type EventTable, type RollUp, type Row } from './schema'

/** Stands for "none" in UUID columns. Numbers use 0 and strings ''. */
export const NO_ID = '00000000-0000-0000-0000-000000000000'

/**
 * One row per click, accepted or rejected. The facts about a click are frozen here. Names are joined from the catalog at query time.
 * Entities are referenced by incrementalId, which is unique within the organization and takes only four bytes.
 */
export const click = eventTable({
  name: 'click',
  rows: 'clicks',
  columns: {
    organization: 'UUID',
    id: 'UUID',
    time: "DateTime64(3, 'UTC')",
    /** The day in the organization's time zone, as set at the time of the click. */
    day: 'Date',
    publisher: 'UInt32',
    advertiser: 'UInt32',
    network: 'UInt32',
    offer: 'UInt32',
    landing_page: 'UInt32',
    link: 'String',
    /** The host of the tracking domain it came in on; '' for any other host. */
    domain: 'LowCardinality(String)',
    key: 'String',
    /** Where the visitor was sent. */
    url: 'String',
    campaign: 'UUID',
    channel: 'LowCardinality(String)',
    customer: 'String',
    external_user: 'String',
    tenant: 'LowCardinality(String)',
    folder: 'LowCardinality(String)',
    tags: 'Array(String)',
    /** link, qr or pageview */
    trigger: 'LowCardinality(String)',
    sub_id: 'String',
    sub_id_2: 'String',
    sub_id_3: 'String',
    sub_id_4: 'String',
    sub_id_5: 'String',
    sub_id_6: 'String',
    external_transaction: 'String',
    /** Query parameters without a column of their own. */
    extra: 'Map(String, String)',
    continent: 'LowCardinality(String)',
    /** ISO 3166-1 alpha-2 */
    country: 'LowCardinality(String)',
    /** ISO 3166-2 with the country, such as US-CA */
    region: 'LowCardinality(String)',
    city: 'LowCardinality(String)',
    latitude: 'Nullable(Float32)',
    longitude: 'Nullable(Float32)',
    timezone: 'LowCardinality(String)',
    device: 'LowCardinality(String)',
    browser: 'LowCardinality(String)',
    browser_version: 'LowCardinality(String)',
    os: 'LowCardinality(String)',
    os_version: 'LowCardinality(String)',
    user_agent: 'String',
    language: 'LowCardinality(String)',
    referer_host: 'LowCardinality(String)',
    referer: 'String',
    utm_source: 'LowCardinality(String)',
    utm_medium: 'LowCardinality(String)',
    utm_campaign: 'String',
    utm_term: 'String',
    utm_content: 'String',
    /** As much of the address as the organization's settings keep. */
    ip: 'String',
    /** Keyed hash of address and user agent that changes daily (lib/tracking/visitor.ts). */
    visitor: 'UInt64',
    bot: 'Bool',
    /** Approved or Rejected */
    status: 'LowCardinality(String)',
    /** Why it was rejected or, if it's approved, why it isn't paid; '' otherwise. */
    reason: 'LowCardinality(String)',
    payout: 'Decimal(18, 6)',
    revenue: 'Decimal(18, 6)',
    currency: 'LowCardinality(String)',
    /** Kinds of all fraud filters that caught it, whether they reject or only flag. */
    flags: 'Array(LowCardinality(String))',
    /** Leases of caps that the click used one click of: docs/decisions/0022-caps.md. */
    cap_leases: 'Array(UUID)',
    // New columns go here, because journals have rows without names (insertStatement in lib/events/encode.ts).
  },
  // With 5 M rows, (organization, time, id) lists the newest clicks in 6 ms overall and in 13 ms for one publisher.
  // With publisher before time, it took 50 and 6 ms.
  orderBy: ['organization', 'time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
})

export type ClickRow = Row<typeof click>

// What only clicks have: where they went, and the caps they used.
const { url: _url, trigger: _trigger, cap_leases: _capLeases, ...seen } = click.columns

/** One row per impression: a visitor saw an ad. Columns mean what they mean for clicks. */
export const impression = eventTable({
  name: 'impression',
  rows: 'impressions',
  columns: seen,
  orderBy: ['organization', 'time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
})

export type ImpressionRow = Row<typeof impression>

/**
 * One row per version of a conversion; the highest version counts, so read it with FINAL. The ledger is in PostgreSQL (lib/conversions), and every
 * version gets here through its outbox. Columns that are named as in `click` are the click's, frozen.
 */
export const conversion = eventTable({
  name: 'conversion',
  rows: 'conversions',
  columns: {
    organization: 'UUID',
    id: 'UUID',
    version: 'UInt32',
    time: "DateTime64(3, 'UTC')",
    /** The day in the organization's time zone, as set at the time of the conversion. */
    day: 'Date',
    /** The same as the conversion's if it has no click. */
    click_time: "DateTime64(3, 'UTC')",
    click_day: 'Date',
    /** conversion, event, lead, or sale */
    kind: 'LowCardinality(String)',
    name: 'LowCardinality(String)',
    /** The event's number; 0 for an offer's main conversion. */
    event: 'UInt32',
    click: 'UUID',
    impression: 'UUID',
    customer: 'UUID',
    /** How it was reported: postback, pixel, … */
    source: 'LowCardinality(String)',
    publisher: 'UInt32',
    advertiser: 'UInt32',
    network: 'UInt32',
    offer: 'UInt32',
    landing_page: 'UInt32',
    link: 'String',
    domain: 'LowCardinality(String)',
    key: 'String',
    campaign: 'UUID',
    channel: 'LowCardinality(String)',
    tenant: 'LowCardinality(String)',
    folder: 'LowCardinality(String)',
    tags: 'Array(String)',
    trigger: 'LowCardinality(String)',
    sub_id: 'String',
    sub_id_2: 'String',
    sub_id_3: 'String',
    sub_id_4: 'String',
    sub_id_5: 'String',
    sub_id_6: 'String',
    /** The advertiser's ID for the conversion. */
    external_transaction: 'String',
    /** The publisher's ID for the click: click.external_transaction. */
    click_external_transaction: 'String',
    continent: 'LowCardinality(String)',
    country: 'LowCardinality(String)',
    region: 'LowCardinality(String)',
    city: 'LowCardinality(String)',
    device: 'LowCardinality(String)',
    browser: 'LowCardinality(String)',
    browser_version: 'LowCardinality(String)',
    os: 'LowCardinality(String)',
    os_version: 'LowCardinality(String)',
    language: 'LowCardinality(String)',
    referer_host: 'LowCardinality(String)',
    referer: 'String',
    utm_source: 'LowCardinality(String)',
    utm_medium: 'LowCardinality(String)',
    utm_campaign: 'String',
    utm_term: 'String',
    utm_content: 'String',
    /** Approved, Pending, or Rejected */
    status: 'LowCardinality(String)',
    /** Why it isn't approved or, if it's approved, why it isn't paid; '' otherwise. */
    reason: 'LowCardinality(String)',
    flags: 'Array(LowCardinality(String))',
    /** The value of the sale, in amount_currency; 0 and '' if none was reported. */
    amount: 'Decimal(18, 6)',
    amount_currency: 'LowCardinality(String)',
    payout: 'Decimal(18, 6)',
    revenue: 'Decimal(18, 6)',
    currency: 'LowCardinality(String)',
    // New columns go here, as in click.
  },
  orderBy: ['organization', 'time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
  keepHighest: 'version',
  // What money depends on is kept as long as the ledger is.
  outlivesRetention: true,
})

export type ConversionRow = Row<typeof conversion>

/** One row per postback that came in, and per attempt to send one. */
export const postback = eventTable({
  name: 'postback',
  rows: 'postbacks',
  columns: {
    organization: 'UUID',
    id: 'UUID',
    time: "DateTime64(3, 'UTC')",
    day: 'Date',
    /** in or out */
    direction: 'LowCardinality(String)',
    /** How it came in: postback, pixel, … */
    source: 'LowCardinality(String)',
    /** What an attempt belongs to. */
    parent: 'UUID',
    attempt: 'UInt32',
    offer: 'UInt32',
    publisher: 'UInt32',
    event: 'UInt32',
    click: 'UUID',
    conversion: 'UUID',
    method: 'LowCardinality(String)',
    /** Tokens are masked. */
    url: 'String',
    host: 'LowCardinality(String)',
    http_status: 'UInt32',
    /** What became of it, in a word: approved, duplicate, wrong_token, delivered, … */
    result: 'LowCardinality(String)',
    message: 'String',
    /** In ms. */
    duration: 'UInt32',
    /** The start of the answer that an attempt got. */
    response: 'String',
  },
  orderBy: ['organization', 'time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
})

export type PostbackRow = Row<typeof postback>

/** A click that counts: accepted and not from a bot. Every "clicks" figure in the UI uses this definition. */
export const COUNTED = "status = 'Approved' AND NOT bot"

/** A click from a human that was turned away. Clicks are counted, rejected, or from bots, and never two of these, so the three add up to all. */
export const REJECTED = "status = 'Rejected' AND NOT bot"

/**
 * Daily counts, for queries about whole days in the organization's time zone.
 * Visitors aren't counted here: merging millions of small states took 130 to 270 ms, versus 44 to count them in `click`.
 */
export const clickDaily: RollUp = {
  name: 'click_daily',
  source: 'click',
  keys: {
    organization: { type: 'UUID' },
    day: { type: 'Date' },
    publisher: { type: 'UInt32' },
    advertiser: { type: 'UInt32' },
    network: { type: 'UInt32' },
    campaign: { type: 'UUID' },
    country: { type: 'LowCardinality(String)' },
  },
  measures: {
    clicks: { type: 'SimpleAggregateFunction(sum, UInt64)', expression: `countIf(${COUNTED})`, total: 'sum(clicks)' },
    rejected: {
      type: 'SimpleAggregateFunction(sum, UInt64)',
      expression: `countIf(${REJECTED})`,
      total: 'sum(rejected)',
    },
    bots: { type: 'SimpleAggregateFunction(sum, UInt64)', expression: 'countIf(bot)', total: 'sum(bots)' },
  },
  partitionBy: 'toYYYYMM(day)',
}

/** All clicks of a day, whatever became of them. By this number, figures of a finished day are known to be complete (lib/reports/finished-days.ts). */
export const dayTotal: RollUp = {
  name: 'day_total',
  source: 'click',
  keys: { organization: { type: 'UUID' }, day: { type: 'Date' } },
  measures: { total: { type: 'SimpleAggregateFunction(sum, UInt64)', expression: 'count()', total: 'sum(total)' } },
  partitionBy: 'toYYYYMM(day)',
}

/** One row per link test: a landing page visited from a country with a device (lib/link-tests). */
export const linkTest = eventTable({
  name: 'link_test',
  columns: {
    organization: 'UUID',
    id: 'UUID',
    time: "DateTime64(3, 'UTC')",
    /** The day in the organization's time zone, as set at the time of the test. */
    day: 'Date',
    /** The same for all tests of a landing page that belong together. */
    run: 'UUID',
    /** schedule or manual */
    trigger: 'LowCardinality(String)',
    integration: 'UUID',
    advertiser: 'UInt32',
    offer: 'UInt32',
    landing_page: 'UInt32',
    /** The country it was visited from; '' for the server's own place. */
    country: 'LowCardinality(String)',
    device: 'LowCardinality(String)',
    url: 'String',
    url_domain: 'LowCardinality(String)',
    /** Where it ended; '' if there was no answer. */
    final_url: 'String',
    final_domain: 'LowCardinality(String)',
    expected_domain: 'LowCardinality(String)',
    /** Success, Failed, or Skipped */
    status: 'LowCardinality(String)',
    /** Why it failed or was skipped: lib/link-tests/reasons.ts. */
    reason: 'LowCardinality(String)',
    message: 'String',
    /** 0 if there was no answer. */
    http_status: 'UInt32',
    redirects: 'UInt32',
    /** Of the last answer, such as TLSv1.3; '' if it wasn't encrypted. */
    tls: 'LowCardinality(String)',
    /** In ms. */
    duration: 'UInt32',
    /** Each request as JSON: lib/link-tests/hops.ts. */
    hops: 'Array(String)',
  },
  orderBy: ['organization', 'time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
})

export type LinkTestRow = Row<typeof linkTest>

// Days that are over don't change anymore, so what's asked about them every day is counted once: docs/decisions/0021-finished-days.md. Each count
// of a day has a version, and finished_day says which one to use.

const counted = { clicks: 'UInt64', rejected: 'UInt64', bots: 'UInt64', unique_clicks: 'UInt64' } as const

/** Which version has the figures of a finished day, how many clicks they're from, and by which definitions they were counted. */
export const finishedDay = eventTable({
  name: 'finished_day',
  columns: { organization: 'UUID', day: 'Date', version: 'UInt64', definitions: 'String', total: 'UInt64' },
  orderBy: ['organization', 'day'],
  partitionBy: 'toYYYYMM(day)',
  shardBy: 'cityHash64(organization, day)',
  keepHighest: 'version',
})

/** Figures of a finished day per value of a dimension, for each publisher, and for all of them together (publisher 0). */
export const finishedValue = eventTable({
  name: 'finished_value',
  columns: {
    organization: 'UUID',
    /** `day` for the day as a whole. */
    dimension: 'LowCardinality(String)',
    publisher: 'UInt32',
    day: 'Date',
    value: 'String',
    version: 'UInt64',
    ...counted,
  },
  orderBy: ['organization', 'dimension', 'publisher', 'day', 'value'],
  partitionBy: 'toYYYYMM(day)',
  shardBy: 'cityHash64(organization, day)',
  keepHighest: 'version',
})

/** Figures of a finished day per publisher, advertiser, and network together. */
export const finishedRow = eventTable({
  name: 'finished_row',
  columns: {
    organization: 'UUID',
    day: 'Date',
    publisher: 'UInt32',
    advertiser: 'UInt32',
    network: 'UInt32',
    version: 'UInt64',
    ...counted,
  },
  orderBy: ['organization', 'day', 'publisher', 'advertiser', 'network'],
  partitionBy: 'toYYYYMM(day)',
  shardBy: 'cityHash64(organization, day)',
  keepHighest: 'version',
})

/** Tables that events are appended to. */
export const eventTables = [click, impression, conversion, postback, linkTest] as const
export const rollUps = [clickDaily, dayTotal] as const
/** What's counted once a day is over. */
export const finishedTables = [finishedDay, finishedValue, finishedRow] as const
/** Tables that used to exist. */
export const formerRollUps = ['visitor_daily'] as const
export const tableNames = [...eventTables, ...rollUps, ...finishedTables].map(({ name }) => name)
/** Those whose rows stay past the organization's retention. */
export const outliving: ReadonlySet<string> = new Set(
  eventTables.filter((table: EventTable) => table.outlivesRetention).map(({ name }) => name),
)
/** What a table's rows are, for messages. */
export const rowsOf = (table: string): string => eventTables.find(({ name }) => name === table)?.rows ?? 'rows'
