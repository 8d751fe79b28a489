import { z } from 'zod'
import type { Catalog } from '@/lib/catalog/records'
import type { PrismaClient } from '@/lib/database/generated/client'
import { numberIn } from '@/lib/identifier'
import { isMainConversion } from './attribute'
import { isEventNamed } from './terms'
import type { ReportedCustomer } from './customers'
import type { CustomerReport, Outcome, Report } from './outcome'

// Later events come without a click: their customer has one.

type Found = { report: Report } | { outcome: Outcome }

type Store = Pick<PrismaClient, '$queryRaw' | 'customer' | 'conversion'>

/** A customer's conversions of an offer. */
const converted = z.object({
  customerId: z.string(),
  offerId: z.string(),
  conversionName: z.string(),
  /** The transaction ID of the latest one. */
  latest: z.string(),
  /** Whether one is of the customer's first click. */
  hasFirst: z.boolean(),
})
type Converted = z.output<typeof converted>

/**
 * Finds the transactions that reports by customer are about: for an event, that of the customer's latest conversion of the offer, and for another
 * conversion, the customer's first click. One that's repeated gets the same transaction as before.
 * @returns each as a report of a transaction, or why it's none
 */
export async function findTransactions(
  prisma: Store,
  catalog: Catalog,
  reports: readonly CustomerReport[],
): Promise<Found[]> {
  if (reports.length === 0) return []
  const customers = await prisma.customer.findMany({
    where: { OR: reports.map(({ organizationId, customer: { externalId } }) => ({ organizationId, externalId })) },
    select: { id: true, organizationId: true, externalId: true, clickId: true },
  })
  const known = new Map(customers.map((customer) => [keyOf(customer.organizationId, customer), customer]))
  const ids = customers.map(({ id }) => id)
  const conversions = await readConverted(prisma, ids)
  const transactionBefore = await findRepeated(prisma, ids, reports)

  return reports.map((report): Found => {
    const { organizationId, allowedOfferId, event } = report
    const customer = known.get(keyOf(organizationId, report.customer))
    if (!customer) {
      const message = 'No customer has this ID. Report their first conversion with its transaction_id.'
      return { outcome: { result: 'unknown_customer', field: 'customer_id', message } }
    }
    const named = offerOf(catalog, report)
    if (named && 'result' in named) return { outcome: named }
    const offerId = named?.offerId ?? allowedOfferId
    const tokens = catalog.organizations.get(organizationId)?.postbackTokens
    const options = conversions.filter(
      (one) =>
        one.customerId === customer.id &&
        (offerId === null ? tokens?.has(one.offerId) !== true : one.offerId === offerId),
    )
    const [only, ...others] = options
    if (others.length > 0) return { outcome: severalOffers(catalog, options) }
    const isEvent = event !== null && !isMainConversion(event, { conversionName: only?.conversionName ?? '' })
    if (!only && isEvent) {
      const message = 'The customer has no conversion yet. Report it, with its transaction_id, before its events.'
      return { outcome: { result: 'conversion_missing', field: 'customer_id', message } }
    }
    const usual = only && (isEvent || !only.hasFirst) ? only.latest : customer.clickId
    const transactionId = (only && transactionBefore(customer.id, only, report)) ?? usual
    if (transactionId === null) {
      const message = 'The customer has no click. Report the conversion with its transaction_id.'
      return { outcome: { result: 'unknown_click', field: 'customer_id', message } }
    }
    return { report: { ...report, transactionId, offerId } }
  })
}

const keyOf = (organizationId: string, { externalId }: Pick<ReportedCustomer, 'externalId'>) =>
  `${organizationId} ${externalId}`

/** The offer that a report names, if it does. */
function offerOf(
  catalog: Catalog,
  { organizationId, offer: name, allowedOfferId }: CustomerReport,
): { offerId: string } | Outcome | undefined {
  if (name === null) return undefined
  const offers = catalog.organizations.get(organizationId)?.offers
  const number = numberIn(name)
  const found = number === null ? offers?.byId.get(name.toLowerCase()) : offers?.byIncrementalId.get(number)
  if (!found) return { result: 'invalid', field: 'offer_id', message: 'offer_id must be the number or ID of an offer.' }
  if (allowedOfferId !== null && allowedOfferId !== found.id)
    return { result: 'wrong_token', field: 'offer_id', message: 'This security token isn’t valid for this offer.' }
  return { offerId: found.id }
}

function severalOffers(catalog: Catalog, options: readonly Converted[]): Outcome {
  const numbers = options
    .flatMap(({ offerId }) => catalog.offers.get(offerId)?.incrementalId ?? [])
    .toSorted((a, b) => a - b)
  return {
    result: 'invalid',
    field: 'offer_id',
    message: `offer_id is required: the customer has conversions of the offers ${numbers.join(', ')}.`,
  }
}

/** What customers have converted on. A conversion that was rejected counts as the latest only if all of them were. */
async function readConverted(prisma: Store, customerIds: readonly string[]): Promise<Converted[]> {
  if (customerIds.length === 0) return []
  return z.array(converted).parse(
    await prisma.$queryRaw`
      SELECT row."customerId"::text, row."offerId"::text, offer."conversionName",
        (array_agg(coalesce(row."clickId", row."impressionId") ORDER BY row."status" = 'Rejected', row."time" DESC, row."id" DESC))[1]::text AS latest,
        coalesce(bool_or(row."clickId" = customer."clickId"), false) AS "hasFirst"
      FROM "Conversion" row
      JOIN "Customer" customer ON customer."organizationId" = row."organizationId" AND customer."id" = row."customerId"
      JOIN "Offer" offer ON offer."organizationId" = row."organizationId" AND offer."id" = row."offerId"
      WHERE customer."id" = ANY(${[...customerIds]}::uuid[]) AND row."kind" = 'conversion'
        AND coalesce(row."clickId", row."impressionId") IS NOT NULL
      GROUP BY row."customerId", row."offerId", offer."conversionName"`,
  )
}

/** Finds what reports with an external ID repeat: meanwhile, the customer may have converted again, by another click. */
async function findRepeated(prisma: Store, customerIds: readonly string[], reports: readonly CustomerReport[]) {
  const externalIds = [...new Set(reports.map(({ externalId }) => externalId).filter(Boolean))]
  const rows =
    externalIds.length === 0
      ? []
      : await prisma.conversion.findMany({
          where: {
            customerId: { in: [...customerIds] },
            externalId: { in: externalIds },
            kind: { in: ['conversion', 'event'] },
          },
          select: {
            customerId: true,
            offerId: true,
            externalId: true,
            clickId: true,
            impressionId: true,
            offerEvent: { select: { id: true, incrementalId: true, name: true } },
          },
          orderBy: { id: 'asc' },
        })
  return (customerId: string, { offerId, conversionName }: Converted, { event, externalId }: CustomerReport) => {
    const isMain = event === null || isMainConversion(event, { conversionName })
    const same = rows.find(
      (row) =>
        row.customerId === customerId &&
        row.offerId === offerId &&
        row.externalId === externalId &&
        (row.offerEvent === null ? isMain : !isMain && isEventNamed(row.offerEvent, event)),
    )
    return same?.clickId ?? same?.impressionId ?? undefined
  }
}
