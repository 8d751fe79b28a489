import { sampler, type Random, type Sampler } from './random'

/** Where a demo visitor is. The names match what the tracker finds in DB-IP's database for addresses in `network`. */
export type Place = {
  continent: string
  country: string
  region: string
  city: string
  latitude: number
  longitude: number
  timezone: string
  /** Languages that browsers there ask for, most frequent first. */
  languages: readonly string[]
  /** Share of phones made by Apple. */
  apple: number
  network: Network
}

/** An IPv4 network: its first address and its number of addresses. */
type Network = { first: number; size: number }

type Row = [
  city: string,
  region: string,
  latitude: number,
  longitude: number,
  weight: number,
  network: string,
  timezone?: string,
]

function country(
  code: string,
  continent: string,
  zone: string,
  languages: string[],
  apple: number,
  rows: Row[],
): [string, [Place, number][]] {
  const cities = rows.map(([city, region, latitude, longitude, weight, network, timezone = zone]): [Place, number] => [
    {
      continent,
      country: code,
      region,
      city,
      latitude,
      longitude,
      timezone,
      languages,
      apple,
      network: parseNetwork(network),
    },
    weight,
  ])
  return [code, cities]
}

/** Each country's cities, with their number of visitors relative to its other cities. */
const cities = new Map([
  country('DE', 'EU', 'Europe/Berlin', ['de-DE', 'en-US'], 0.38, [
    ['Berlin', 'DE-BE', 52.52, 13.4, 37, '93.128.192.0/18'],
    ['Hamburg', 'DE-HH', 53.55, 9.99, 19, '95.116.84.0/22'],
    ['Munich', 'DE-BY', 48.14, 11.58, 15, '176.2.48.0/20'],
    ['Cologne', 'DE-NW', 50.93, 6.95, 11, '176.6.96.0/19'],
    ['Frankfurt am Main', 'DE-HE', 50.11, 8.68, 8, '188.100.176.0/22'],
    ['Stuttgart', 'DE-BW', 48.78, 9.18, 6, '217.242.0.0/17'],
    ['Dusseldorf', 'DE-NW', 51.22, 6.78, 6, '2.244.0.0/17'],
    ['Leipzig', 'DE-SN', 51.34, 12.37, 6, '2.163.128.0/17'],
    ['Dortmund', 'DE-NW', 51.51, 7.47, 6, '37.80.188.0/22'],
    ['Essen', 'DE-NW', 51.46, 7.01, 6, '87.123.160.0/20'],
    ['Bremen', 'DE-HB', 53.08, 8.81, 6, '195.124.112.0/21'],
    ['Dresden', 'DE-SN', 51.05, 13.74, 6, '87.190.236.0/22'],
    ['Hanover', 'DE-NI', 52.38, 9.73, 5, '87.130.128.0/19'],
    ['Nuremberg', 'DE-BY', 49.45, 11.07, 5, '167.233.112.0/20'],
    ['Mannheim', 'DE-BW', 49.49, 8.46, 3, '141.72.0.0/17'],
    ['Karlsruhe', 'DE-BW', 49.01, 8.4, 3, '85.215.196.0/22'],
    ['Kiel', 'DE-SH', 54.32, 10.12, 2, '87.122.76.0/22'],
    ['Mainz', 'DE-RP', 49.99, 8.24, 2, '134.93.240.0/20'],
    ['Erfurt', 'DE-TH', 50.98, 11.04, 2, '217.229.112.0/21'],
    ['Kassel', 'DE-HE', 51.32, 9.49, 2, '217.226.128.0/20'],
    ['Magdeburg', 'DE-ST', 52.11, 11.63, 2, '84.154.128.0/20'],
    ['Potsdam', 'DE-BB', 52.4, 13.07, 2, '217.248.112.0/20'],
    ['Saarbrucken', 'DE-SL', 49.24, 7.0, 2, '109.250.8.0/22'],
  ]),
  country('AT', 'EU', 'Europe/Vienna', ['de-AT', 'en-GB'], 0.37, [
    ['Vienna', 'AT-9', 48.21, 16.37, 19, '193.187.16.0/20'],
    ['Graz', 'AT-6', 47.11, 15.42, 3, '143.50.128.0/18'],
    ['Linz', 'AT-4', 48.31, 14.29, 2, '86.56.200.0/22'],
    ['Salzburg', 'AT-5', 47.79, 13.06, 2, '95.81.56.0/22'],
    ['Innsbruck', 'AT-7', 47.27, 11.44, 1, '185.74.0.0/22'],
  ]),
  country('CH', 'EU', 'Europe/Zurich', ['de-CH', 'fr-CH'], 0.55, [
    ['Zurich', 'CH-ZH', 47.38, 8.54, 14, '95.152.96.0/20'],
    ['Geneva', 'CH-GE', 46.2, 6.14, 6, '160.53.0.0/17'],
    ['Basel', 'CH-BS', 47.56, 7.59, 5, '162.86.128.0/17'],
    ['Bern', 'CH-BE', 46.95, 7.45, 4, '212.215.64.0/18'],
    ['Lausanne', 'CH-VD', 46.52, 6.63, 4, '193.222.168.0/21'],
  ]),
  country('FR', 'EU', 'Europe/Paris', ['fr-FR', 'en-US'], 0.36, [
    ['Paris', 'FR-IDF', 48.86, 2.35, 22, '195.154.240.0/22'],
    ['Marseille', 'FR-PAC', 43.3, 5.37, 9, '185.78.156.0/22'],
    ['Lyon', 'FR-ARA', 45.75, 4.85, 6, '89.95.136.0/21'],
    ['Toulouse', 'FR-OCC', 43.6, 1.44, 5, '86.221.8.0/21'],
    ['Nice', 'FR-PAC', 43.71, 7.26, 4, '90.116.28.0/22'],
    ['Nantes', 'FR-PDL', 47.22, -1.55, 3, '193.52.128.0/22'],
    ['Bordeaux', 'FR-NAQ', 44.89, -0.56, 3, '176.139.96.0/22'],
    ['Lille', 'FR-HDF', 50.63, 3.06, 3, '92.174.160.0/20'],
    ['Strasbourg', 'FR-GES', 48.57, 7.75, 3, '92.205.224.0/19'],
    ['Rennes', 'FR-BRE', 48.11, -1.65, 2, '90.123.104.0/21'],
  ]),
  country('GB', 'EU', 'Europe/London', ['en-GB'], 0.5, [
    ['London', 'GB-ENG', 51.51, -0.13, 60, '94.12.200.0/21'],
    ['Birmingham', 'GB-ENG', 52.48, -1.83, 11, '13.21.160.0/19'],
    ['Manchester', 'GB-ENG', 53.48, -2.24, 8, '185.216.76.0/22'],
    ['Leeds', 'GB-ENG', 53.8, -1.54, 6, '212.196.64.0/19'],
    ['Glasgow', 'GB-SCT', 55.87, -4.26, 6, '130.209.0.0/17'],
    ['Edinburgh', 'GB-SCT', 55.95, -3.2, 5, '164.134.64.0/18'],
    ['Bristol', 'GB-ENG', 51.46, -2.6, 5, '17.75.16.0/21'],
    ['Liverpool', 'GB-ENG', 53.41, -2.99, 5, '185.68.0.0/22'],
    ['Cardiff', 'GB-WLS', 51.48, -3.17, 4, '131.251.64.0/18'],
    ['Belfast', 'GB-NIR', 54.6, -5.92, 3, '193.27.32.0/22'],
  ]),
  country('IE', 'EU', 'Europe/Dublin', ['en-IE'], 0.5, [
    ['Dublin', 'IE-L', 53.31, -6.4, 8, '191.238.96.0/19'],
    ['Cork', 'IE-M', 51.9, -8.48, 2, '88.151.28.0/22'],
    ['Galway', 'IE-C', 53.28, -9.06, 1, '140.203.0.0/18'],
  ]),
  country('NL', 'EU', 'Europe/Amsterdam', ['nl-NL', 'en-US'], 0.42, [
    ['Amsterdam', 'NL-NH', 52.37, 4.9, 9, '82.196.0.0/20'],
    ['Rotterdam', 'NL-ZH', 51.92, 4.48, 6, '5.200.16.0/21'],
    ['The Hague', 'NL-ZH', 52.08, 4.34, 5, '195.212.152.0/22'],
    ['Utrecht', 'NL-UT', 52.09, 5.12, 4, '145.99.0.0/17'],
    ['Eindhoven', 'NL-NB', 51.44, 5.47, 2, '145.85.192.0/19'],
    ['Groningen', 'NL-GR', 53.22, 6.57, 2, '34.4.80.0/20'],
  ]),
  country('BE', 'EU', 'Europe/Brussels', ['nl-BE', 'fr-BE'], 0.42, [
    ['Brussels', 'BE-BRU', 50.85, 4.36, 6, '212.190.136.0/21'],
    ['Antwerp', 'BE-VLG', 51.2, 4.41, 3, '86.39.32.0/19'],
    ['Ghent', 'BE-VLG', 51.11, 3.79, 2, '157.193.144.0/21'],
    ['Liege', 'BE-WAL', 50.63, 5.58, 1, '139.165.192.0/18'],
  ]),
  country('ES', 'EU', 'Europe/Madrid', ['es-ES', 'en-US'], 0.25, [
    ['Madrid', 'ES-MD', 40.42, -3.7, 14, '87.216.32.0/20'],
    ['Barcelona', 'ES-CT', 41.39, 2.12, 10, '85.155.0.0/19'],
    ['Valencia', 'ES-VC', 39.47, -0.38, 4, '193.145.160.0/19'],
    ['Seville', 'ES-AN', 37.38, -5.97, 3, '85.60.112.0/20'],
    ['Zaragoza', 'ES-AR', 41.65, -0.89, 3, '93.117.84.0/22'],
    ['Bilbao', 'ES-PV', 43.26, -2.94, 2, '85.86.192.0/20'],
  ]),
  country('IT', 'EU', 'Europe/Rome', ['it-IT', 'en-US'], 0.3, [
    ['Rome', 'IT-62', 41.87, 12.48, 12, '79.4.240.0/21'],
    ['Milan', 'IT-25', 45.47, 9.19, 11, '81.57.160.0/19'],
    ['Naples', 'IT-72', 40.85, 14.27, 4, '143.225.32.0/20'],
    ['Turin', 'IT-21', 45.02, 7.62, 4, '130.192.236.0/22'],
    ['Bologna', 'IT-45', 44.5, 11.35, 2, '79.48.0.0/17'],
    ['Florence', 'IT-52', 43.77, 11.26, 2, '159.213.128.0/17'],
  ]),
  country('PL', 'EU', 'Europe/Warsaw', ['pl-PL', 'en-US'], 0.15, [
    ['Warsaw', 'PL-14', 52.23, 21.01, 9, '178.56.160.0/20'],
    ['Krakow', 'PL-12', 50.06, 19.95, 4, '94.152.176.0/20'],
    ['Wroclaw', 'PL-02', 51.11, 17.04, 3, '90.156.0.0/18'],
    ['Poznan', 'PL-30', 52.41, 16.93, 3, '90.156.96.0/21'],
    ['Gdansk', 'PL-22', 54.36, 18.48, 2, '153.19.112.0/20'],
  ]),
  country('SE', 'EU', 'Europe/Stockholm', ['sv-SE', 'en-US'], 0.55, [
    ['Stockholm', 'SE-AB', 59.33, 18.07, 7, '66.111.240.0/21'],
    ['Gothenburg', 'SE-O', 57.71, 11.97, 4, '37.196.32.0/20'],
    ['Malmo', 'SE-M', 55.61, 13.0, 2, '74.241.0.0/17'],
  ]),
  country('DK', 'EU', 'Europe/Copenhagen', ['da-DK', 'en-US'], 0.6, [
    ['Copenhagen', 'DK-84', 55.68, 12.57, 6, '188.114.144.0/20'],
    ['Aalborg', 'DK-81', 57.02, 9.9, 1, '130.228.128.0/18'],
  ]),
  country('NO', 'EU', 'Europe/Oslo', ['nb-NO', 'en-US'], 0.6, [
    ['Oslo', 'NO-03', 59.91, 10.73, 5, '62.70.80.0/21'],
    ['Trondheim', 'NO-50', 63.43, 10.4, 1, '83.118.128.0/19'],
  ]),
  country('FI', 'EU', 'Europe/Helsinki', ['fi-FI', 'en-US'], 0.4, [
    ['Helsinki', 'FI-18', 60.17, 24.94, 5, '77.42.64.0/18'],
    ['Tampere', 'FI-11', 61.49, 23.78, 2, '93.106.192.0/18'],
    ['Turku', 'FI-19', 60.45, 22.27, 1, '130.232.176.0/20'],
  ]),
  country('CZ', 'EU', 'Europe/Prague', ['cs-CZ', 'en-US'], 0.28, [
    ['Prague', 'CZ-10', 50.08, 14.44, 6, '84.42.248.0/22'],
    ['Brno', 'CZ-64', 49.21, 16.57, 2, '185.48.20.0/22'],
  ]),
  country('PT', 'EU', 'Europe/Lisbon', ['pt-PT', 'en-US'], 0.3, [
    ['Lisbon', 'PT-11', 38.72, -9.14, 5, '158.162.128.0/18'],
    ['Porto', 'PT-13', 41.16, -8.63, 3, '83.174.12.0/22'],
  ]),
  country('US', 'NA', 'America/New_York', ['en-US', 'es-US'], 0.58, [
    ['New York', 'US-NY', 40.71, -74.01, 22, '198.118.0.0/17'],
    ['Los Angeles', 'US-CA', 34.05, -118.24, 12, '47.181.24.0/21', 'America/Los_Angeles'],
    ['Chicago', 'US-IL', 41.88, -87.63, 9, '72.131.160.0/19', 'America/Chicago'],
    ['Houston', 'US-TX', 29.76, -95.37, 7, '154.202.192.0/21', 'America/Chicago'],
    ['Phoenix', 'US-AZ', 33.45, -112.07, 5, '174.67.180.0/22', 'America/Phoenix'],
    ['Philadelphia', 'US-PA', 39.95, -75.17, 5, '71.242.92.0/22'],
    ['San Antonio', 'US-TX', 29.43, -98.49, 3, '104.191.12.0/22', 'America/Chicago'],
    ['San Diego', 'US-CA', 32.72, -117.16, 3, '153.105.128.0/17', 'America/Los_Angeles'],
    ['Dallas', 'US-TX', 32.78, -96.8, 6, '199.108.0.0/20', 'America/Chicago'],
    ['Austin', 'US-TX', 30.27, -97.74, 4, '99.8.224.0/21', 'America/Chicago'],
    ['San Jose', 'US-CA', 37.34, -121.89, 3, '170.9.48.0/20', 'America/Los_Angeles'],
    ['Jacksonville', 'US-FL', 30.33, -81.66, 2, '73.57.240.0/22'],
    ['Columbus', 'US-OH', 39.98, -82.9, 3, '164.249.0.0/17'],
    ['Charlotte', 'US-NC', 35.22, -80.85, 3, '97.129.224.0/19'],
    ['Seattle', 'US-WA', 47.48, -122.25, 4, '98.69.0.0/17', 'America/Los_Angeles'],
    ['Denver', 'US-CO', 39.83, -105.0, 4, '166.25.160.0/19', 'America/Denver'],
    ['Boston', 'US-MA', 42.36, -71.06, 4, '216.50.36.0/22'],
    ['Nashville', 'US-TN', 36.18, -86.73, 2, '76.18.168.0/21', 'America/Chicago'],
    ['Portland', 'US-OR', 45.52, -122.68, 2, '75.164.96.0/19', 'America/Los_Angeles'],
    ['Las Vegas', 'US-NV', 36.17, -115.14, 2, '169.241.0.0/18', 'America/Los_Angeles'],
    ['Atlanta', 'US-GA', 33.75, -84.39, 4, '66.56.16.0/21'],
    ['Miami', 'US-FL', 25.76, -80.19, 5, '65.87.80.0/20'],
    ['Minneapolis', 'US-MN', 44.98, -93.27, 2, '198.153.8.0/21', 'America/Chicago'],
    ['Salt Lake City', 'US-UT', 40.76, -111.89, 1, '96.222.64.0/18', 'America/Denver'],
  ]),
  country('CA', 'NA', 'America/Toronto', ['en-CA', 'fr-CA'], 0.58, [
    ['Toronto', 'CA-ON', 43.65, -79.38, 10, '169.143.128.0/18'],
    ['Montreal', 'CA-QC', 45.5, -73.57, 6, '138.82.64.0/18'],
    ['Vancouver', 'CA-BC', 49.28, -123.12, 4, '24.87.8.0/21', 'America/Vancouver'],
    ['Calgary', 'CA-AB', 51.04, -114.07, 3, '156.44.64.0/19', 'America/Edmonton'],
    ['Ottawa', 'CA-ON', 45.42, -75.69, 3, '135.245.108.0/22'],
  ]),
  country('MX', 'NA', 'America/Mexico_City', ['es-MX', 'en-US'], 0.25, [
    ['Mexico City', 'MX-CMX', 19.43, -99.13, 9, '206.135.64.0/18'],
    ['Guadalajara', 'MX-JAL', 20.68, -103.35, 3, '148.202.32.0/20'],
    ['Monterrey', 'MX-NLE', 25.68, -100.32, 3, '189.210.80.0/21', 'America/Monterrey'],
  ]),
  country('BR', 'SA', 'America/Sao_Paulo', ['pt-BR', 'en-US'], 0.18, [
    ['Sao Paulo', 'BR-SP', -23.56, -46.64, 12, '189.19.32.0/20'],
    ['Rio de Janeiro', 'BR-RJ', -22.91, -43.17, 6, '187.61.0.0/20'],
    ['Brasilia', 'BR-DF', -15.8, -47.89, 3, '191.32.112.0/21'],
    ['Belo Horizonte', 'BR-MG', -19.92, -43.94, 3, '177.212.224.0/21'],
  ]),
  country('AU', 'OC', 'Australia/Brisbane', ['en-AU'], 0.58, [
    ['Sydney', 'AU-NSW', -33.87, 151.21, 8, '20.53.128.0/17', 'Australia/Sydney'],
    ['Melbourne', 'AU-VIC', -37.81, 144.96, 8, '202.191.60.0/22', 'Australia/Melbourne'],
    ['Brisbane', 'AU-QLD', -27.47, 153.03, 4, '146.144.128.0/17'],
    ['Perth', 'AU-WA', -31.95, 115.86, 3, '23.42.224.0/20', 'Australia/Perth'],
    ['Adelaide', 'AU-SA', -34.93, 138.6, 2, '1.124.0.0/20', 'Australia/Adelaide'],
  ]),
  country('IN', 'AS', 'Asia/Kolkata', ['en-IN', 'hi-IN'], 0.05, [
    ['Mumbai', 'IN-MH', 19.08, 72.88, 8, '52.95.76.0/22'],
    ['New Delhi', 'IN-DL', 28.61, 77.21, 6, '104.113.240.0/22'],
    ['Bengaluru', 'IN-KA', 12.97, 77.59, 6, '59.90.8.0/22'],
    ['Hyderabad', 'IN-TS', 17.39, 78.49, 3, '49.139.32.0/19'],
    ['Chennai', 'IN-TN', 13.08, 80.27, 3, '106.211.148.0/22'],
    ['Pune', 'IN-MH', 18.52, 73.86, 3, '121.240.64.0/22'],
  ]),
  country('JP', 'AS', 'Asia/Tokyo', ['ja-JP', 'en-US'], 0.62, [
    ['Chiyoda', 'JP-13', 35.69, 139.77, 6, '165.241.128.0/17'],
    ['Osaka', 'JP-27', 34.69, 135.5, 3, '163.43.128.0/17'],
    ['Nagoya', 'JP-23', 35.18, 136.91, 2, '118.104.160.0/19'],
  ]),
  country('SG', 'AS', 'Asia/Singapore', ['en-SG', 'zh-SG'], 0.4, [
    ['Singapore', '', 1.35, 103.82, 5, '8.222.128.0/17'],
  ]),
  country('NP', 'AS', 'Asia/Kathmandu', ['ne-NP', 'en-US'], 0.06, [
    ['Kathmandu', 'NP-P3', 27.7, 85.32, 2, '183.91.132.0/22'],
  ]),
  country('TR', 'AS', 'Europe/Istanbul', ['tr-TR', 'en-US'], 0.2, [
    ['Istanbul', 'TR-34', 41.01, 28.98, 8, '184.29.224.0/19'],
    ['Ankara', 'TR-06', 39.93, 32.86, 3, '94.55.128.0/22'],
    ['Izmir', 'TR-35', 38.42, 27.14, 2, '155.223.248.0/21'],
  ]),
  country('ZA', 'AF', 'Africa/Johannesburg', ['en-ZA'], 0.15, [
    ['Johannesburg', 'ZA-GP', -26.21, 28.03, 4, '196.14.136.0/21'],
    ['Cape Town', 'ZA-WC', -33.92, 18.42, 4, '13.245.128.0/18'],
    ['Durban', 'ZA-KZN', -29.86, 31.02, 2, '105.252.124.0/22'],
  ]),
  country('AE', 'AS', 'Asia/Dubai', ['ar-AE', 'en-US'], 0.35, [['Dubai', 'AE-DU', 25.2, 55.27, 3, '213.42.240.0/22']]),
])

/** Where bots run. */
const datacentres = [
  country('US', 'NA', 'America/New_York', ['en-US'], 0, [['Ashburn', 'US-VA', 39.04, -77.49, 6, '54.224.0.0/15']]),
  country('IE', 'EU', 'Europe/Dublin', ['en-US'], 0, [['Dublin', 'IE-L', 53.31, -6.4, 2, '63.33.128.0/18']]),
  country('DE', 'EU', 'Europe/Berlin', ['en-US'], 0, [
    ['Frankfurt am Main', 'DE-HE', 50.11, 8.68, 3, '18.157.192.0/20'],
  ]),
].flatMap(([, list]) => list)

export const allPlaces: readonly Place[] = [...[...cities.values()].flat(), ...datacentres].map(([place]) => place)
export const drawDatacentre: Sampler<Place> = sampler(datacentres)

/**
 * Draws the places of an audience.
 * @param audience country codes with their share, such as `{ DE: 0.9, AT: 0.1 }`
 */
export function placesOf(audience: Readonly<Record<string, number>>): Sampler<Place> {
  return sampler(
    Object.entries(audience).flatMap(([code, share]) => {
      const list = cities.get(code)
      if (!list) throw new Error(`prisma/demo/places.ts has no cities in ${code}.`)
      const total = list.reduce((sum, [, weight]) => sum + weight, 0)
      return list.map(([place, weight]): [Place, number] => [place, (share * weight) / total])
    }),
  )
}

/** A random IPv4 address at the place, as a number. */
export function addressAt({ network }: Place, random: Random): number {
  return network.first + 1 + random.below(network.size - 2)
}

/** Formats an address in dotted decimal. */
export function writeAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')
}

function parseNetwork(text: string): Network {
  const [address = '', length = '32'] = text.split('/')
  const first = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
  return { first, size: 2 ** (32 - Number(length)) }
}
