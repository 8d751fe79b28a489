import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { continentOf } from './continents'
import { type Geo, nowhere, openGeo } from './geo'
import { languageOf } from './language'
import { refererOf } from './referer'
import { regionCode } from './regions'
import { agentOf, isPrefetch } from './user-agent'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('user agents', () => {
  test.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0.0.0 Safari/537.36`,
      'Desktop',
      'Chrome 126.0.0.0',
      'Windows 10',
      false,
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`,
      'Desktop',
      'Edge 126.0.0.0',
      'Windows 10',
      false,
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
      'Desktop',
      'Safari 17.5',
      'macOS 10.15.7',
      false,
    ],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
      'Desktop',
      'Firefox 127.0',
      'Linux ',
      false,
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/126.0.0.0 Safari/537.36`,
      'Desktop',
      'Chrome 126.0.0.0',
      'Chrome OS ',
      false,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Mobile',
      'Safari 17.5',
      'iOS 17.5',
      false,
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
      'Tablet',
      'Safari 16.6',
      'iOS 16.6',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/126.0.0.0 Mobile Safari/537.36`,
      'Mobile',
      'Chrome 126.0.0.0',
      'Android 10',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 13; SM-X906C) ${webkit} Chrome/120.0.0.0 Safari/537.36`,
      'Tablet',
      'Chrome 120.0.0.0',
      'Android 13',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) ${webkit} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36`,
      'Mobile',
      'Samsung Internet 23.0',
      'Android 13',
      false,
    ],
    [
      `Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) ${webkit} 76.0.3809.146/6.0 TV Safari/537.36`,
      'SmartTV',
      'Tizen ',
      'Tizen 6.0',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 11; BRAVIA 4K UR2 Build/RTM2.210) ${webkit} Chrome/100.0.0.0 Safari/537.36`,
      'SmartTV',
      'Chrome 100.0.0.0',
      'Android 11',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 9; AFTT Build/PS7233) ${webkit} Chrome/70.0.3538.110 Mobile Safari/537.36`,
      'SmartTV',
      'Chrome 70.0.3538.110',
      'Android 9',
      false,
    ],
    [
      'Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15',
      'Console',
      'Safari 13.0',
      ' ',
      false,
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) ${webkit} Chrome/48.0.2564.82 Safari/537.36 Edge/20.02`,
      'Console',
      'Edge 20.02',
      'Windows 10',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 11; SM-R860; Wear OS) ${webkit} Chrome/96 Mobile Safari/537.36`,
      'Wearable',
      'Chrome 96',
      'Android 11',
      false,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 Instagram 335.0.0.33.92 (iPhone15,2; iOS 17_5)',
      'Mobile',
      'Instagram 335.0.0.33.92',
      'iOS 17.5',
      false,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 [FBAN/FBIOS;FBAV/467.0.0.36.108;FBDV/iPhone15,2]',
      'Mobile',
      'Facebook 467.0.0.36.108',
      'iOS 17.5',
      false,
    ],
    [
      'Mozilla/5.0 (Linux; U; Android 9; en-US; SM-G950F Build/PPR1.180610.011) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/78.0.3904.108 UCBrowser/13.3.0.1302 Mobile Safari/537.36',
      'Mobile',
      'UC Browser 13.3.0.1302',
      'Android 9',
      false,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Mobile/15E148 Safari/604.1',
      'Mobile',
      'Safari 26.2',
      'iOS 26.2',
      false,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/23C55 [FBAN/FBIOS;FBAV/540.0.0.30.71;FBDV/iPhone17,1;FBSN/iOS;FBSV/26.2;FBSS/3]',
      'Mobile',
      'Facebook 540.0.0.30.71',
      'iOS 26.2',
      false,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/23C55 Instagram 410.0.0.29.70 (iPhone17,1; iOS 26_2; en_US)',
      'Mobile',
      'Instagram 410.0.0.29.70',
      'iOS 26.2',
      false,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6 Mobile/15E148 Safari/604.1 Brave',
      'Mobile',
      'Brave ',
      'iOS 26.6',
      false,
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/125.0.6422.80 Version/13.0.3 Safari/605.1.15',
      'Tablet',
      'Chrome 125.0.6422.80',
      'iOS ',
      false,
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/120.0.2210.150 Safari/605.1.15',
      'Tablet',
      'Edge 120.0.2210.150',
      'iOS ',
      false,
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Safari/605.1.15',
      'Tablet',
      'Firefox 127.0',
      'iOS ',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; Pixel 7) ${webkit} Version/4.0 Chrome/122.0.6261.64 Mobile DuckDuckGo/5 Safari/537.36`,
      'Mobile',
      'DuckDuckGo 5',
      'Android 14',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 16; SM-S926U; wv) ${webkit} Version/4.0 Chrome/153.0.8010.36 Mobile Safari/537.36 Barcelona 448.0.0.54.85 Android (36/16)`,
      'Mobile',
      'Threads 448.0.0.54.85',
      'Android 16',
      false,
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/150.0.0.0 Mobile Safari/537.36 (Ecosia android@150.0.0.0)`,
      'Mobile',
      'Ecosia 150.0.0.0',
      'Android 10',
      false,
    ],
    [
      'Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16',
      'Mobile',
      'Opera Mini 36.2.2254',
      'Android ',
      false,
    ],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', '', 'Googlebot 2.1', ' ', true],
    ['WhatsApp/2.24.9.78 A', '', 'WhatsApp 2.24.9.78', ' ', true],
    ['curl/8.5.0', '', ' ', ' ', true],
    ['', '', ' ', ' ', true],
  ])('%s', (header, device, browser, os, bot) => {
    const agent = agentOf({ 'user-agent': header })
    expect([
      agent.device,
      `${agent.browser} ${agent.browserVersion}`,
      `${agent.os} ${agent.osVersion}`,
      agent.bot,
    ]).toEqual([device, browser, os, bot])
  })

  test('a missing header means a bot', () => {
    expect(agentOf({})).toMatchObject({ bot: true, userAgent: '' })
  })

  test('accepts any header and keeps a bounded amount of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1500 }), (header) => {
        const agent = agentOf({ 'user-agent': header })
        expect(agent.userAgent.length).toBeLessThanOrEqual(500)
        expect(agent.userAgent).not.toMatch(/\p{Cc}/u)
        expect(
          [agent.browser, agent.browserVersion, agent.os, agent.osVersion].every((text) => text.length <= 64),
        ).toBe(true)
      }),
    )
    expect(
      agentOf({ 'user-agent': `Mozilla/5.0 (Windows NT 10.0) Chrome/${'1'.repeat(9000)}` }).browserVersion.length,
    ).toBeLessThanOrEqual(32)
  })

  test.each([
    [{ 'sec-purpose': 'prefetch' }, true],
    [{ 'sec-purpose': 'prefetch;prerender' }, true],
    [{ purpose: 'prefetch' }, true],
    [{ 'x-purpose': 'preview' }, true],
    [{ 'x-moz': 'prefetch' }, true],
    [{ 'sec-purpose': 'navigate' }, false],
    [{}, false],
  ])('prefetch headers %j: %s', (headers, prefetch) => {
    expect(isPrefetch(headers)).toBe(prefetch)
  })
})

describe('referrers', () => {
  test.each([
    ['https://www.google.com/', 'google.com', 'https://www.google.com/'],
    ['https://Blog.Example/a?b=c#d', 'blog.example', 'https://blog.example/a?b=c'],
    ['http://user:secret@blog.example/', 'blog.example', 'http://blog.example/'],
    ['https://bücher.example/', 'xn--bcher-kva.example', 'https://xn--bcher-kva.example/'],
    ['android-app://com.google.android.gm/', 'com.google.android.gm', 'android-app://com.google.android.gm/'],
    ['android-app://com.Slack/https/app.slack.com/x', 'com.Slack', 'android-app://com.Slack/https/app.slack.com/x'],
    ['android-app:///', '', ''],
    ['android-app:com.google.android.gm', '', ''],
    ['javascript:alert(1)', '', ''],
    ['about:client', '', ''],
    ['nonsense', '', ''],
    ['', '', ''],
    [undefined, '', ''],
  ])('%s', (header, host, url) => {
    expect(refererOf(header === undefined ? undefined : Buffer.from(header, 'utf8').toString('latin1'))).toEqual({
      host,
      url,
    })
  })

  test('truncates long ones', () => {
    expect(refererOf(`https://blog.example/${'a'.repeat(5000)}`).url).toHaveLength(2000)
  })
})

test.each([
  ['en-US,en;q=0.9', 'en-US'],
  ['de', 'de'],
  ['PT-br', 'pt-BR'],
  ['zh-hant-tw,zh;q=0.5', 'zh-Hant-TW'],
  ['es-419', 'es-419'],
  [' fr-CH, fr;q=0.9', 'fr-CH'],
  ['en_GB', 'en-GB'],
  ['sl-rozaj', 'sl'],
  ['*', ''],
  ['english', ''],
  ['', ''],
  [undefined, ''],
  [`x${'y'.repeat(5000)}`, ''],
])('language of %s: "%s"', (header, language) => {
  expect(languageOf(header)).toBe(language)
})

describe('places', () => {
  let geo: Geo
  beforeAll(async () => {
    geo = await openGeo()
  })

  test.each([
    [
      '8.8.8.8',
      { continent: 'NA', country: 'US', region: 'US-CA', city: 'Mountain View', timezone: 'America/Los_Angeles' },
    ],
    ['81.2.69.142', { continent: 'EU', country: 'GB', region: 'GB-ENG', city: 'London', timezone: 'Europe/London' }],
    ['49.36.1.1', { continent: 'AS', country: 'IN', region: 'IN-KA', timezone: 'Asia/Kolkata' }],
    // The district is dropped from the city's name.
    [
      '200.45.3.2',
      {
        continent: 'SA',
        country: 'AR',
        region: 'AR-C',
        city: 'Buenos Aires',
        timezone: 'America/Argentina/Buenos_Aires',
      },
    ],
    ['2a02:8109:8080::1', { continent: 'EU', country: 'DE', timezone: 'Europe/Berlin' }],
  ])('%s', (address, expected) => {
    expect(geo.locate(address)).toMatchObject(expected)
  })

  test.each(['', '127.0.0.1', '10.0.0.1', '::1', '100.64.1.1'])('"%s" has no location', (address) => {
    expect(geo.locate(address)).toEqual(nowhere)
  })

  test('any address yields well-formed codes, and nearly all have a region', () => {
    let regions = 0
    let countries = 0
    const samples = fc.sample(fc.ipV4(), { numRuns: 5000, seed: 7 })
    for (const address of samples) {
      const place = geo.locate(address)
      expect(place.country).toMatch(/^([A-Z]{2})?$/)
      expect(place.region).toMatch(/^([A-Z]{2}-[A-Z0-9]{1,3})?$/)
      expect(place.region === '' || place.region.startsWith(`${place.country}-`)).toBe(true)
      expect(continentOf(place.country) !== '').toBe(place.country !== '')
      expect(place.city).not.toMatch(/[()]/)
      if (place.timezone !== '') expect(() => new Intl.DateTimeFormat('en', { timeZone: place.timezone })).not.toThrow()
      if (place.country !== '') countries++
      if (place.region !== '') regions++
    }
    expect(countries).toBeGreaterThan(2500)
    expect(regions / countries).toBeGreaterThan(0.95)
  })
})

test.each([
  ['US', 'California', 'US-CA'],
  ['DE', 'Baden-Wurttemberg', 'DE-BW'],
  ['DE', 'Free and Hanseatic City of Hamburg', 'DE-HH'],
  ['FR', 'Ile-de-France', 'FR-IDF'],
  ['FR', 'Rhone-Alpes', 'FR-ARA'],
  ['GB', 'England', 'GB-ENG'],
  ['JP', 'Tokyo', 'JP-13'],
  ['BR', 'Sao Paulo', 'BR-SP'],
  ['MX', 'Mexico City', 'MX-CMX'],
  ['RU', 'Altay Kray', 'RU-ALT'],
  ['UA', 'Lviv', 'UA-46'],
  ['CZ', 'Hradec Kralove Region', 'CZ-52'],
  ['IR', 'Isfahan', 'IR-10'],
  ['HK', 'Kowloon', ''],
  ['XX', 'Anything', ''],
  ['US', 'constructor', ''],
  ['constructor', 'toString', ''],
])('the code of region %s %s is "%s"', (country, name, code) => {
  expect(regionCode(country, name, '')).toBe(code)
})

test('the city decides when only the island is named', () => {
  expect(regionCode('TW', 'Taiwan', 'Taipei')).toBe('TW-TPE')
})
