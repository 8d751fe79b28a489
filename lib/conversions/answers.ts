import { numbersOf, type Subject } from './attribute'
import type { Earlier } from './duplicates'
import type { LedgerRow } from './ledger'
import type { Outcome } from './outcome'

/** What to answer about a conversion that's in the ledger now. */
export function recorded(row: LedgerRow, prepared: Subject): Outcome {
  const { id, status, reason } = row
  const what = prepared.event ? `The event ${prepared.event.name}` : 'The conversion'
  const numbers = numbersOf(prepared)
  const about = { ...numbers, conversionId: id, ...(reason !== '' && { reason }) }
  if (status === 'Approved') return { ...about, result: 'approved', message: `${what} was recorded.` }
  if (status === 'Pending')
    return { ...about, result: 'pending', message: `${what} was recorded and waits for approval.` }
  return { ...about, result: 'rejected', message: `${what} was recorded and rejected.` }
}

/** What to answer about one that repeats another. */
export function duplicate(first: Pick<Earlier, 'id'> | undefined, prepared: Subject): Outcome {
  const what = prepared.event ? `The event ${prepared.event.name}` : 'The conversion'
  return {
    ...numbersOf(prepared),
    ...(first && { conversionId: first.id }),
    result: 'duplicate',
    message: `${what} was recorded before, so nothing changed.`,
  }
}
