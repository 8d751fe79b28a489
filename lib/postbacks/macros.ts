import type { ConversionMacroName } from '@/lib/macro-names'
import { macros, type MacroSource, type Readers } from '@/lib/macros'

/** A conversion, as postbacks see it. Amounts are exact decimals. */
export type ConversionValues = {
  id: string
  /** Its event's number, or 0 for the offer's main conversion. */
  event: number
  name: string
  status: string
  /** '' if whoever gets it mustn't know. */
  reason: string
  payout: string
  revenue: string
  currency: string
  amount: string | null
  amountCurrency: string
  externalId: string
  time: Date
}

/** What a postback is about: a click, and what it led to, if it's about that. */
export type PostbackSource = MacroSource & { conversion?: ConversionValues | null }

const read =
  (value: (conversion: ConversionValues) => string) =>
  ({ conversion }: PostbackSource): string =>
    conversion ? value(conversion) : ''

const ofConversion: Readonly<Record<ConversionMacroName, (source: PostbackSource) => string>> = {
  conversion_id: read(({ id }) => id),
  event_id: read(({ event }) => (event === 0 ? '' : String(event))),
  event_name: read(({ name }) => name),
  status: read(({ status }) => status),
  reason: read(({ reason }) => reason),
  payout: read(({ payout }) => payout),
  revenue: read(({ revenue }) => revenue),
  currency: read(({ currency }) => currency),
  amount: read(({ amount }) => amount ?? ''),
  amount_currency: read(({ amountCurrency }) => amountCurrency),
  external_id: read(({ externalId }) => externalId),
  conversion_time: read(({ time }) => String(Math.floor(time.getTime() / 1000))),
}

const { revenue: _, ...withoutRevenue } = ofConversion
const networks: Readers<PostbackSource> = { ...macros, ...ofConversion }
const publishers: Readers<PostbackSource> = { ...macros, ...withoutRevenue }

/** The macros of a publisher's postback, or of the network's own. Publishers never get revenue, whatever a URL says. */
export const macrosOf = ({ publisherId }: { publisherId: string | null }): Readers<PostbackSource> =>
  publisherId === null ? networks : publishers
