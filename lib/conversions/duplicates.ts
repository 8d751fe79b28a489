import type { LedgerRow } from './ledger'

/** A conversion of the same click, or of the same impression, that's in the ledger. */
export type Earlier = Pick<LedgerRow, 'id' | 'kind' | 'offerEventId' | 'externalId' | 'status'>

/** What a conversion is compared by. `mayRepeat` is the offer's allowDuplicateConversions, or the event's allowMultipleEvents. */
export type Compared = { transactionId: string; offerEventId: string | null; externalId: string; mayRepeat: boolean }

/** Whether it's an offer's conversion or event, and no lead or sale that the offer knows nothing about. */
const isOfTerms = ({ kind }: Earlier): boolean => kind === 'conversion' || kind === 'event'

/** Whether a click has its offer's main conversion, without which it can't have events. */
export const hasConverted = (earlier: readonly Earlier[]): boolean => earlier.some(({ kind }) => kind === 'conversion')

/**
 * The conversion of the same click that this one repeats, if any. If a click may convert once, every other conversion does. Otherwise, one with the same external ID
 * does, and without an ID each counts.
 */
export function repeated(earlier: readonly Earlier[], conversion: Compared): Earlier | undefined {
  const { offerEventId, externalId, mayRepeat } = conversion
  return earlier.find(
    (one) =>
      isOfTerms(one) &&
      one.offerEventId === offerEventId &&
      (!mayRepeat || (externalId !== '' && one.externalId === externalId)),
  )
}

/** The key that's the same for conversions that several processes may record at once, and of which one counts. */
export function dedupeKey({ transactionId, offerEventId, externalId, mayRepeat }: Compared, id: string): string {
  const what = `${transactionId}:${offerEventId ?? ''}`
  if (!mayRepeat) return `once:${what}`
  return externalId === '' ? `each:${id}` : `id:${what}:${externalId}`
}
