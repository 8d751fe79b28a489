import type { IncomingHttpHeaders } from 'node:http'
import { parse as parseUserAgent } from 'bowser'
import { isbot } from 'isbot'
import { BoundedCache } from './bounded'
import { clean, headerText } from './text'

/** What a user agent says of itself; '' is unknown. */
export type Agent = {
  /** As stored: at most 500 characters. */
  userAgent: string
  device: '' | 'Desktop' | 'Mobile' | 'Tablet' | 'SmartTV' | 'Console' | 'Wearable'
  browser: string
  browserVersion: string
  os: string
  osVersion: string
  bot: boolean
}

// Parsing takes 25 µs, a look-up 0.2. A busy network sees a few thousand user agents a day.
const known = new BoundedCache<string, Agent>(5000)

/** Reads a User-Agent header. No header at all is a bot: every browser sends one. */
export function agentOf(headers: IncomingHttpHeaders): Agent {
  const header = headers['user-agent'] ?? ''
  if (header.length > 500) return parse(clean(headerText(header), 500))
  return known.get(header) ?? known.set(header, parse(clean(headerText(header), 500)))
}

/** Whether the browser only looks ahead, and nobody may ever see the page: Sec-Purpose today, the others are its forerunners. */
export function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const purpose = headers['sec-purpose'] ?? headers.purpose ?? headers['x-purpose'] ?? headers['x-moz']
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose))
}

/** What bowser takes for something else, or leaves open. */
const devices: readonly [RegExp, Agent['device']][] = [
  [/PlayStation|Xbox|Nintendo/i, 'Console'],
  [/Apple Watch|Watch ?OS|Wear OS|\bSM-R\d{3}/i, 'Wearable'],
  [/Smart-?TV|Apple ?TV|Google ?TV|Android TV|HbbTV|BRAVIA|\bAFT[A-Z]|CrKey|Roku|Web0S|\bTV\b/i, 'SmartTV'],
]
const platforms: Readonly<Record<string, Agent['device']>> = { desktop: 'Desktop', mobile: 'Mobile', tablet: 'Tablet', tv: 'SmartTV' }

/** Apps whose own browser opens links; publishers want to know them from the browser whose engine they use. */
const apps: readonly [RegExp, string][] = [
  [/Instagram[ /]([\d.]+)/, 'Instagram'],
  [/FBA[NV]\/(?:[^;\]]*;FBAV\/)?([\d.]*)/, 'Facebook'],
  [/(?:TikTok|musical_ly|BytedanceWebview)[ _/]?v?([\d.]*)/i, 'TikTok'],
  [/Snapchat[ /]([\d.]*)/, 'Snapchat'],
  [/\[?LinkedInApp\]?(?:\/([\d.]*))?/, 'LinkedIn'],
  [/\[?Pinterest\/(?:iOS|Android)\]?()/, 'Pinterest'],
]

const shorter: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
  'Android Browser': 'Android',
}

function parse(userAgent: string): Agent {
  // Bowser throws on an empty string.
  const parsed = userAgent === '' ? undefined : parseUserAgent(userAgent)
  const browser = { name: parsed?.browser.name ?? '', version: parsed?.browser.version ?? '' }
  for (const [pattern, name] of apps) {
    const match = pattern.exec(userAgent)
    if (!match) continue
    browser.name = name
    browser.version = match[1] ?? ''
    break
  }
  const os = parsed?.os.name ?? ''
  const device = devices.find(([pattern]) => pattern.test(userAgent))?.[1]
  return {
    userAgent,
    // A Chromebook has no platform in bowser's eyes.
    device: device ?? platforms[parsed?.platform.type ?? ''] ?? (os === 'Chrome OS' ? 'Desktop' : ''),
    browser: (shorter[browser.name] ?? browser.name).slice(0, 64),
    browserVersion: browser.version.slice(0, 32),
    os: os.slice(0, 64),
    // "10" rather than "NT 10.0".
    osVersion: ((os === 'Windows' ? parsed?.os.versionName : undefined) ?? parsed?.os.version ?? '').slice(0, 32),
    bot: userAgent === '' || isbot(userAgent),
  }
}
