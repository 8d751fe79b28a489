import { exact, type DecimalValue } from '@/lib/conversions/money'
import { payable, placesOf } from '@/lib/statements/amounts'

/** An amount as Dub has it: in cents, or whatever the currency's smallest unit is. */
export function inMinorUnits(amount: DecimalValue, currency: string): number {
  return payable(amount, currency)
    .times(exact(10).pow(placesOf(currency)))
    .toNumber()
}
