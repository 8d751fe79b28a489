import timezoneAt from '@photostructure/tz-lookup'
import { continentOf } from './continents'
import { type GeoRecord, openGeoDatabases } from './geo-database'
import { regionCode } from './regions'

/** Where an address is; '' and null when unknown. */
export type Place = {
  /** AF, AN, AS, EU, NA, OC, or SA */
  continent: string
  /** ISO 3166-1 alpha-2 */
  country: string
  /** ISO 3166-2 with the country, such as US-CA */
  region: string
  city: string
  latitude: number | null
  longitude: number | null
  /** IANA name */
  timezone: string
}

export type Geo = {
  /** @param address in canonical form (lib/tracking/address.ts); '' yields `nowhere` */
  locate(address: string): Place
}

export const nowhere: Place = {
  continent: '',
  country: '',
  region: '',
  city: '',
  latitude: null,
  longitude: null,
  timezone: '',
}

/**
 * Opens the geolocation database. A lookup takes 3 µs.
 * IP geolocation by DB-IP (https://db-ip.com), CC BY 4.0.
 */
export async function openGeo(): Promise<Geo> {
  const { ipv4, ipv6 } = await openGeoDatabases()
  // The reader returns the same object for every address of a place while the place is cached.
  const places = new WeakMap<GeoRecord, Place>()
  return {
    locate: (address) => {
      if (address === '') return nowhere
      const record = (address.includes(':') ? ipv6 : ipv4).get(address)
      if (!record) return nowhere
      let place = places.get(record)
      if (!place) places.set(record, (place = placeOf(record)))
      return place
    },
  }
}

function placeOf({ country_code: country, state1, city: district, latitude, longitude }: GeoRecord): Place {
  // "Buenos Aires (Palermo)": the district would split the city in every report.
  const city = district.split(' (', 1).join('')
  const located = Number.isFinite(latitude) && Number.isFinite(longitude) && (latitude !== 0 || longitude !== 0)
  return {
    continent: continentOf(country),
    country: country === 'ZZ' ? '' : country,
    region: regionCode(country, state1, city),
    city,
    // Four decimal places are 11 m, finer than the database.
    latitude: located ? Math.round(latitude * 1e4) / 1e4 : null,
    longitude: located ? Math.round(longitude * 1e4) / 1e4 : null,
    timezone: located ? timezoneAt(latitude, longitude) : '',
  }
}
