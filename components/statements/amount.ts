/** An exact amount as the API has it: `-1,204.33`. Decimal places stay as they are. */
export function grouped(amount: string): string {
  const [whole = '0', fraction] = amount.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`
}

/** The same with its currency: `-1,204.33 EUR`. */
export const amountIn = (amount: string, currency: string): string => `${grouped(amount)} ${currency}`

/** The exact sums of amounts that have the same decimal places, by currency: `1,204.33 EUR, 300 JPY`. */
export function sumsOf(rows: readonly { total: string; currency: string }[]): string {
  const sums = new Map<string, { units: bigint; places: number }>()
  for (const { total, currency } of rows) {
    const places = total.split('.')[1]?.length ?? 0
    const units = (sums.get(currency)?.units ?? 0n) + BigInt(total.replace('.', ''))
    sums.set(currency, { units, places })
  }
  return [...sums]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([currency, { units, places }]) => amountIn(decimal(units, places), currency))
    .join(', ')
}

function decimal(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${units < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`
}
