import { exact, stored, type DecimalValue } from '@/lib/conversions/money'
import { payable, placesOf } from '@/lib/statements/amounts'

/** The amount that so many minor units are, as an exact decimal. Undefined if it's too large to be stored. */
export function fromMinorUnits(units: number, currency: string): string | undefined {
  return stored(exact(units).dividedBy(exact(10).pow(placesOf(currency))))
}

/** An amount as Dub has it: in cents, or whatever the currency's smallest unit is. */
export function inMinorUnits(amount: DecimalValue, currency: string): number {
  return payable(amount, currency)
    .times(exact(10).pow(placesOf(currency)))
    .toNumber()
}
