import type { Catalog } from '@/lib/catalog/records'
import type { Database } from '@/lib/database/client'
import { attribute, isOfOffer, numbersOf, type Attributed } from './attribute'
import type { LedgerRow } from './ledger'
import type { Outcome } from './outcome'
import { Terms } from './terms'
import { changeConversions, type Shipment } from './write'

/**
 * Rejects the conversions of a click or impression that a report is about: those with its external ID or, without one, all of the offer's main conversion or the
 * event. What's rejected already stays as it is.
 */
export async function rejectReported(
  { prisma }: Pick<Database, 'prisma'>,
  catalog: Catalog,
  attributed: Attributed,
): Promise<{ outcome: Outcome; shipments: Shipment[] }> {
  return prisma.$transaction(async (transaction) => {
    const { report, click } = attributed
    const terms = await Terms.read(transaction, catalog, [click])
    const subject = attribute(attributed, terms, catalog)
    if ('result' in subject) return { outcome: subject, shipments: [] }
    if (!isOfOffer(subject)) throw new Error('Only conversions are reported as rejected.')
    const about = numbersOf(subject)
    const { organizationId, transactionId, externalId, rejectedReason } = report
    const found = await transaction.conversion.findMany({
      where: {
        organizationId,
        ...(click.isImpression ? { impressionId: transactionId } : { clickId: transactionId }),
        kind: subject.kind,
        offerEventId: subject.event?.id ?? null,
        ...(externalId !== '' && { externalId }),
      },
      select: { id: true },
      orderBy: { id: 'asc' },
    })
    const [first] = found
    if (!first) {
      const message = `The ${click.isImpression ? 'impression' : 'click'} has no such conversion to reject.`
      return { outcome: { ...about, result: 'unknown_conversion', message }, shipments: [] }
    }
    const reason = rejectedReason ?? ''
    const { shipments, frozen } = await changeConversions(
      transaction,
      organizationId,
      found.map(({ id }) => id),
      (row: LedgerRow) =>
        row.status === 'Rejected'
          ? undefined
          : {
              status: 'Rejected',
              reason,
              holdUntil: null,
              decisions: [
                ...row.decisions,
                { rule: 'reported', id: transactionId, reason, effect: 'reject', detail: '' },
              ],
            },
    )
    const count = shipments.length
    const [statement] = frozen.values()
    if (statement !== undefined && count === 0) {
      const message = `The conversion can’t be rejected anymore, because it’s in ${statement}.`
      return { outcome: { ...about, conversionId: first.id, result: 'in_statement', message }, shipments }
    }
    const rejected =
      count === 0
        ? 'The conversion was rejected before, so nothing changed.'
        : `${count === 1 ? 'The conversion was' : `${count} conversions were`} rejected.`
    const message =
      statement === undefined
        ? rejected
        : `${rejected} ${frozen.size === 1 ? 'Another can’t' : `${frozen.size} others can’t`} be anymore, because of ${statement}.`
    return { outcome: { ...about, conversionId: first.id, result: 'rejected', reason, message }, shipments }
  })
}
