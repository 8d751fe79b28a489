import { agentOf, type Agent } from '@/lib/tracking/user-agent'
import type { Place } from './places'
import { sampler, type Random, type Sampler } from './random'

const DAY = 24 * 60 * 60 * 1000

/** Chrome and Firefox release a new version every four weeks. */
const RELEASES = {
  every: 28 * DAY,
  chrome: { since: Date.UTC(2025, 9, 28), version: 142 },
  firefox: { since: Date.UTC(2025, 9, 14), version: 144 },
}

const chromium = (platform: string, after = '', mobile = '') =>
  `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{chrome}.0.0.0 ${mobile}Safari/537.36${after}`
const safari = (version: string, platform: string, build = '605.1.15', mobile = '') =>
  `Mozilla/5.0 (${platform}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} ${mobile}Safari/${build}`
const iPhone = (version: string) => `iPhone; CPU iPhone OS ${version} like Mac OS X`
const WINDOWS = 'Windows NT 10.0; Win64; x64'
const MAC = 'Macintosh; Intel Mac OS X 10_15_7'
const ANDROID = 'Linux; Android 10; K'

const desktop = sampler([
  [chromium(WINDOWS), 44],
  [chromium(WINDOWS, ' Edg/{chrome}.0.0.0'), 14],
  [`Mozilla/5.0 (${WINDOWS}; rv:{firefox}.0) Gecko/20100101 Firefox/{firefox}.0`, 9],
  [chromium(MAC), 11],
  [safari('18.6', MAC), 6],
  [safari('26.1', MAC), 5],
  [`Mozilla/5.0 (${MAC}; rv:{firefox}.0) Gecko/20100101 Firefox/{firefox}.0`, 2],
  [chromium(WINDOWS, ' OPR/{opera}.0.0.0'), 2],
  [chromium('X11; Linux x86_64'), 2],
  ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:{firefox}.0) Gecko/20100101 Firefox/{firefox}.0', 1],
  [chromium('X11; CrOS x86_64 14541.0.0'), 1],
])
const applePhone = sampler([
  [safari('26.1', iPhone('18_6'), '604.1', 'Mobile/15E148 '), 38],
  [safari('18.6', iPhone('18_6'), '604.1', 'Mobile/15E148 '), 24],
  [safari('17.6', iPhone('17_6_1'), '604.1', 'Mobile/15E148 '), 7],
  [safari('16.6', iPhone('16_6'), '604.1', 'Mobile/15E148 '), 3],
  [
    `Mozilla/5.0 (${iPhone('18_6')}) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/{chrome}.0.7444.77 Mobile/15E148 Safari/604.1`,
    9,
  ],
])
const androidPhone = sampler([
  [chromium(ANDROID, '', 'Mobile '), 62],
  [
    `Mozilla/5.0 (${ANDROID}) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
    17,
  ],
  ['Mozilla/5.0 (Android 15; Mobile; rv:{firefox}.0) Gecko/{firefox}.0 Firefox/{firefox}.0', 5],
  [chromium('Linux; Android 15; SM-S921B', '', 'Mobile '), 5],
  [chromium('Linux; Android 14; Pixel 8', '', 'Mobile '), 4],
  [chromium('Linux; Android 13; Redmi Note 12', '', 'Mobile '), 4],
])
const tablet = sampler([
  [safari('18.6', 'iPad; CPU OS 18_6 like Mac OS X', '604.1', 'Mobile/15E148 '), 6],
  [chromium('Linux; Android 14; SM-X710'), 3],
])
const television = sampler([
  [
    'Mozilla/5.0 (SMART-TV; Linux; Tizen 8.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/5.0 Chrome/108.0.5359.1 TV Safari/537.36',
    3,
  ],
  ['Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.5359.211 Safari/537.36', 2],
])

export type App = 'instagram' | 'facebook' | 'tiktok'

/** What apps append to the user agent when they open a link themselves, on Apple's phones and on others. */
const inApps: Readonly<Record<App, [apple: string, android: string]>> = {
  instagram: [
    'Instagram 410.0.0.29.70 (iPhone16,1; iOS 18_6; de_DE; de; scale=3.00; 1179x2556; 805212343)',
    'Instagram 410.0.0.53.71 Android',
  ],
  facebook: ['[FBAN/FBIOS;FBAV/537.0.0.46.103;FBBV/810921323;FBDV/iPhone15,2]', '[FB_IAB/FB4A;FBAV/537.0.0.60.104;]'],
  tiktok: [
    'musical_ly_42.3.0 JsSdk/2.0 NetType/WIFI BytedanceWebview/d8a21c6',
    'trill_420305 BytedanceWebview/d8a21c6',
  ],
}

const bots = sampler([
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 22],
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 12],
  ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 14],
  ['Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)', 9],
  ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)', 8],
  ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 9],
  ['Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)', 4],
  [
    `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/{chrome}.0.0.0 Safari/537.36`,
    10,
  ],
  ['python-requests/2.32.3', 7],
  ['curl/8.5.0', 3],
  ['Go-http-client/2.0', 2],
])

/** The devices an audience uses. */
export type Equipment = {
  /** Share of visitors on a phone. */
  phones: number
  /** The app that opens links on most of those phones, if any. */
  app?: App
}

/** A visitor's browser, parsed the way the tracker does it. */
export function drawAgent({ phones, app }: Equipment, place: Place, time: number, random: Random): Agent {
  if (random.chance(phones)) {
    const apple = random.chance(place.apple)
    const browser = (apple ? applePhone : androidPhone)(random)
    const suffix = app !== undefined && random.chance(0.7) ? inApps[app][apple ? 0 : 1] : undefined
    return read(suffix === undefined ? browser : `${browser} ${suffix}`, time, random)
  }
  const kind: Sampler<string> = random.chance(0.06) ? tablet : random.chance(0.004) ? television : desktop
  return read(kind(random), time, random)
}

export function drawBot(time: number, random: Random): Agent {
  return read(bots(random), time, random)
}

function read(template: string, time: number, random: Random): Agent {
  if (!template.includes('{')) return agentOf({ 'user-agent': template })
  // Most people use the newest version or the one before.
  const behind = random.chance(0.72) ? 0 : random.chance(0.75) ? 1 : 2 + random.below(6)
  const version = (browser: { since: number; version: number }) =>
    browser.version + Math.floor((time - browser.since) / RELEASES.every) - behind
  const chrome = version(RELEASES.chrome)
  const userAgent = template
    .replaceAll('{chrome}', String(chrome))
    // Opera has its own version numbers, 16 below Chrome's.
    .replace('{opera}', String(chrome - 16))
    .replaceAll('{firefox}', String(version(RELEASES.firefox)))
  return agentOf({ 'user-agent': userAgent })
}
