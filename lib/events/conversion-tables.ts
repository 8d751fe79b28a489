import { eventTable, type Row } from './schema'

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
    /** The same as the conversion's if it has no click. So is click_day. */
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
    /** The click's, where the visitor was sent. */
    url: 'String',
    /** What its sender wants to find again, as JSON, or ''. */
    metadata: 'String',
    /** stripe, shopify, … of a sale, or ''. */
    payment_processor: 'LowCardinality(String)',
    /** new or recurring, of a sale to a known customer; '' otherwise. */
    sale_type: 'LowCardinality(String)',
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

/** A conversion that's a sale: it says so, or has an amount. All others are leads. */
export const SALE = "(kind = 'sale' OR kind != 'lead' AND amount_currency != '')"

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
    /** How it came in: postback, pixel, … Of one that goes out, its trigger: click, conversion, … */
    source: 'LowCardinality(String)',
    /** What an attempt belongs to: the ID of an outgoing call. */
    parent: 'UUID',
    attempt: 'UInt32',
    offer: 'UInt32',
    publisher: 'UInt32',
    event: 'UInt32',
    /** The transaction ID: a click's, or an impression's. */
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
    /** The number of the postback that an attempt is of; 0 for what came in. */
    postback: 'UInt32',
  },
  orderBy: ['organization', 'time', 'id'],
  partitionBy: 'toYYYYMM(time)',
  shardBy: 'cityHash64(id)',
})

export type PostbackRow = Row<typeof postback>
