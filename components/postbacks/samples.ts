import {
  conversionMacroNames,
  macroNames,
  macroPattern,
  type ConversionMacroName,
  type MacroName,
} from '@/lib/macro-names'
import { compileText, type TextKind } from '@/lib/macro-text'

/** Values that previews are filled in with. */
const samples: Readonly<Record<MacroName | ConversionMacroName, string>> = {
  click_id: '019abf3e-5c0e-7c1f-9d52-0f6c5f2a7b11',
  transaction_id: '019abf3e-5c0e-7c1f-9d52-0f6c5f2a7b11',
  external_transaction_id: 'click-4711',
  sub_id: 'newsletter',
  sub_id_2: 'spring',
  sub_id_3: '',
  sub_id_4: '',
  sub_id_5: '',
  sub_id_6: '',
  publisher_id: '7',
  publisher_slug: 'daily-deals',
  offer_id: '12',
  advertiser_id: '3',
  network_id: '2',
  landing_page_id: '31',
  campaign_id: 'may',
  country: 'DE',
  region: 'DE-BE',
  city: 'Berlin',
  device: 'Mobile',
  os: 'iOS',
  browser: 'Mobile Safari',
  language: 'de',
  timestamp: '1764410400',
  utm_source: 'newsletter',
  utm_medium: 'email',
  utm_campaign: 'may',
  utm_term: '',
  utm_content: '',
  conversion_id: '019abf6a-1b40-7d3e-8c77-5be0a1d2c394',
  event_id: '4',
  event_name: 'Sign-up',
  status: 'Approved',
  reason: '',
  payout: '3.5',
  revenue: '5',
  currency: 'EUR',
  amount: '49.9',
  amount_currency: 'EUR',
  external_id: 'order-1001',
  conversion_time: '1764413100',
}

const isMacro = (name: string): name is keyof typeof samples => Object.hasOwn(samples, name)

/** The macros that a postback can have, by what they're about. */
export function macrosFor({ trigger, isNetworks }: { trigger: string; isNetworks: boolean }): string[] {
  if (trigger === 'click') return [...macroNames]
  return [...conversionMacroNames.filter((name) => name !== 'revenue' || isNetworks), ...macroNames]
}

/** A URL with sample values. */
export const sampleUrl = (url: string): string =>
  url.replaceAll(macroPattern, (whole, name: string) => {
    const known = name.toLowerCase()
    return isMacro(known) ? encodeURIComponent(samples[known]) : whole
  })

const readers = Object.fromEntries(Object.entries(samples).map(([name, value]) => [name, () => value]))

/** A body with sample values. Text that isn't JSON yet stays as it is. */
export const sampleBody = (kind: TextKind, body: string): string =>
  compileText<null>(kind, body, readers)?.(null) ?? body
