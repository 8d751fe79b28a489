import { eventTable, type Row } from './schema'

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

/** A click that counts: accepted and not from a bot. Every "clicks" figure in the UI uses this definition. */
export const COUNTED = "status = 'Approved' AND NOT bot"

/** A click from a human that was turned away. Clicks are counted, rejected, or from bots, and never two of these, so the three add up to all. */
export const REJECTED = "status = 'Rejected' AND NOT bot"
