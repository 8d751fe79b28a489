import { z } from 'zod'
import type { ClickRow, ConversionRow } from '@/lib/events/tables'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/** What a conversion keeps of its click, under the same names. */
const kept = {
  publisher: number,
  advertiser: number,
  network: number,
  offer: number,
  landing_page: number,
  link: text,
  domain: text,
  key: text,
  campaign: text,
  channel: text,
  tenant: text,
  folder: text,
  tags: texts,
  trigger: text,
  sub_id: text,
  sub_id_2: text,
  sub_id_3: text,
  sub_id_4: text,
  sub_id_5: text,
  sub_id_6: text,
  continent: text,
  country: text,
  region: text,
  city: text,
  device: text,
  browser: text,
  browser_version: text,
  os: text,
  os_version: text,
  language: text,
  referer_host: text,
  referer: text,
  utm_source: text,
  utm_medium: text,
  utm_campaign: text,
  utm_term: text,
  utm_content: text,
} as const

/** What conversions need to know about a click, or about the impression that stands in for one. */
export const foundClick = z.object({
  isImpression: z.boolean(),
  organization: text,
  id: text,
  time: text,
  day: text,
  external_transaction: text,
  bot: z.boolean(),
  status: text,
  reason: text,
  url: text,
  ...kept,
}) satisfies z.ZodType<Partial<ClickRow> & { isImpression: boolean }>
export type FoundClick = z.output<typeof foundClick>

/** The event log's columns that never change after a conversion is recorded, and that the ledger has no columns for. */
export const conversionFacts = z.object({
  ...kept,
  /** The first conversions were stored without it. */
  url: text.default(''),
  day: text,
  click_day: text,
  event: number,
  source: text,
  click_external_transaction: text,
  flags: texts,
}) satisfies z.ZodType<Partial<ConversionRow>>
export type ConversionFactsRow = z.output<typeof conversionFacts>

/** The facts of a click's conversion, or of an impression's, which has no click's day. */
export function factsOf(
  click: FoundClick,
  more: Pick<ConversionFactsRow, 'day' | 'event' | 'source' | 'flags'>,
): ConversionFactsRow {
  const { day, external_transaction, ...rest } = click
  return conversionFacts.parse({
    ...rest,
    ...more,
    click_day: click.isImpression ? more.day : day,
    click_external_transaction: external_transaction,
  })
}
