import { eventTable, type Row } from './schema'

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
