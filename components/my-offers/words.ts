import type { MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import { countryName, money } from '@/components/ui/format'
import type { Translate } from '@/messages/settings'

type T = Translate<'myOffers'>
type Payout = MyOffer['payout']

/** What's paid, in words: "5.00 USD per sale". */
export function payoutInWords(
  { payout_type: type, payout, payout_percent: percent }: Payout,
  of: { currency: string; conversion: string },
  t: T,
): string {
  return t(`payout.${type}`, {
    amount: money(String(payout), of.currency),
    percent: String(percent),
    conversion: of.conversion || t('payout.conversion'),
  })
}

type Values = { include: string[]; exclude: string[] }
type Dimension = keyof MyOffer['targeting']

const languages = new Intl.DisplayNames('en', { type: 'language' })

/** What a value of targeting is called. */
export function valueName(dimension: Dimension, value: string): string {
  if (dimension === 'country') return countryName(value)
  return dimension === 'language' ? (languages.of(value) ?? value) : value
}

const SHOWN = 3

/** The countries that an offer is for, in a few words. */
export function countriesInWords(country: Values | undefined, t: T): string {
  const { include = [], exclude = [] } = country ?? {}
  const list = (codes: string[]) => {
    const names = codes.slice(0, SHOWN).join(', ')
    return codes.length > SHOWN ? t('countries.more', { names, count: codes.length - SHOWN }) : names
  }
  if (include.length > 0) return list(include.filter((code) => !exclude.includes(code)))
  return exclude.length > 0 ? t('countries.allBut', { names: list(exclude) }) : t('countries.all')
}
