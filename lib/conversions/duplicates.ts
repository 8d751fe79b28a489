import type { LedgerRow } from './ledger'

/** A conversion of the same click that's in the ledger. */
export type Earlier = Pick<LedgerRow, 'id' | 'clickId' | 'offerEventId' | 'externalId' | 'status'>

/** What a conversion is compared by. `mayRepeat` is the offer's allowDuplicateConversions, or the event's allowMultipleEvents. */
export type Compared = { clickId: string; offerEventId: string | null; externalId: string; mayRepeat: boolean }

/**
 * The conversion that this one repeats, if any. If a click may convert once, every other conversion does. Otherwise, one with the same external ID
 * does, and without an ID each counts.
 */
export function repeated(earlier: readonly Earlier[], conversion: Compared): Earlier | undefined {
  const { clickId, offerEventId, externalId, mayRepeat } = conversion
  return earlier.find(
    (one) =>
      one.clickId === clickId &&
      one.offerEventId === offerEventId &&
      (!mayRepeat || (externalId !== '' && one.externalId === externalId)),
  )
}

/** The key that's the same for conversions that several processes may record at once, and of which one counts. */
export function dedupeKey({ clickId, offerEventId, externalId, mayRepeat }: Compared, id: string): string {
  const what = `${clickId}:${offerEventId ?? ''}`
  if (!mayRepeat) return `once:${what}`
  return externalId === '' ? `each:${id}` : `id:${what}:${externalId}`
}
