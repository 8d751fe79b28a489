import { openConversions, type ConversionGroup, type Span } from '@/lib/conversions/freeze'
import type { Prisma, Statement } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import { linesOf, type Line, type OfferNames } from './lines'
import { monthOf } from './month'
import { paidEvents, type PaidEvents } from './paid-events'

// What's in drafts, computed whenever they're read.

/** A statement with its publisher's number. */
export type WithNumber = Statement & { publisher: { incrementalId: number } }

type Reader = Pick<
  Prisma.TransactionClient,
  '$queryRaw' | 'statement' | 'statementLine' | 'statementAdjustment' | 'offer' | 'offerEvent'
>

/** The lines of drafts, by ID. */
export async function draftLines(
  prisma: Reader,
  events: Pick<EventLog, 'query'>,
  organizationId: string,
  drafts: readonly WithNumber[],
): Promise<Map<string, Line[]>> {
  const [conversions, paid] = await Promise.all([
    spansOf(prisma, organizationId, drafts).then((spans) => openConversions(prisma, organizationId, spans)),
    paidFor(events, organizationId, drafts),
  ])
  return assemble(prisma, organizationId, drafts, conversions, paid)
}

/** What's paid per click or impression in the drafts' months, except in those that have been counted. */
export function paidFor(
  events: Pick<EventLog, 'query'>,
  organizationId: string,
  drafts: readonly WithNumber[],
): Promise<PaidEvents[]> {
  const uncounted = drafts.filter(({ countedAt }) => countedAt === null)
  return paidEvents(
    events,
    organizationId,
    [...new Set(uncounted.map(({ month }) => monthOf(month)))],
    [...new Set(uncounted.map(({ publisher }) => publisher.incrementalId))],
  )
}

/**
 * Which conversions belong to drafts: those of their month, and those of earlier months whose statements are approved, unless an earlier draft takes
 * them. So each conversion belongs to at most one draft.
 */
export async function spansOf(
  prisma: Pick<Reader, 'statement'>,
  organizationId: string,
  drafts: readonly Statement[],
): Promise<Span[]> {
  const keyOf = ({ publisherId, currency }: Pick<Statement, 'publisherId' | 'currency'>) => `${publisherId} ${currency}`
  const known = await prisma.statement.findMany({
    where: { organizationId, publisherId: { in: [...new Set(drafts.map(({ publisherId }) => publisherId))] } },
    select: { publisherId: true, currency: true, month: true, status: true },
    orderBy: { month: 'desc' },
  })
  return drafts.flatMap((draft) => {
    const earlier = known.filter((other) => keyOf(other) === keyOf(draft) && other.month < draft.month)
    const before = earlier.findIndex(({ status }) => status === 'draft')
    const late = before === -1 ? earlier : earlier.slice(0, before)
    return [draft, ...late].map(({ month }) => ({
      statementId: draft.id,
      publisherId: draft.publisherId,
      currency: draft.currency,
      month: monthOf(month),
    }))
  })
}

/** The lines of statements, from what they take. */
export async function assemble(
  prisma: Pick<Reader, 'statementLine' | 'statementAdjustment' | 'offer' | 'offerEvent'>,
  organizationId: string,
  drafts: readonly WithNumber[],
  conversions: readonly ConversionGroup[],
  paid: readonly PaidEvents[],
): Promise<Map<string, Line[]>> {
  const ids = { organizationId, statementId: { in: drafts.map(({ id }) => id) } }
  const [adjustments, counted, names] = await Promise.all([
    prisma.statementAdjustment.findMany({ where: ids, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    prisma.statementLine.findMany({ where: { ...ids, kind: { in: ['clicks', 'impressions'] } } }),
    namesOf(prisma, organizationId, conversions, paid),
  ])
  return new Map(
    drafts.map((draft) => [
      draft.id,
      linesOf(draft, {
        names,
        conversions: conversions.filter(({ statementId }) => statementId === draft.id),
        counted: counted.filter(({ statementId }) => statementId === draft.id),
        paid: paid.filter((one) => draft.countedAt === null && isOf(draft, one)),
        adjustments: adjustments.filter(({ statementId }) => statementId === draft.id),
      }),
    ]),
  )
}

const isOf = ({ publisher, currency, month }: WithNumber, one: PaidEvents): boolean =>
  one.publisher === publisher.incrementalId && one.currency === currency && one.month === monthOf(month)

async function namesOf(
  prisma: Pick<Reader, 'offer' | 'offerEvent'>,
  organizationId: string,
  conversions: readonly ConversionGroup[],
  paid: readonly PaidEvents[],
): Promise<OfferNames> {
  const given = (values: readonly (string | null)[]) => [
    ...new Set(values.flatMap((each) => (each === null ? [] : [each]))),
  ]
  const [offers, events] = await Promise.all([
    prisma.offer.findMany({
      where: {
        organizationId,
        OR: [
          { id: { in: given(conversions.map(({ offerId }) => offerId)) } },
          { incrementalId: { in: [...new Set(paid.map(({ offer }) => offer))] } },
        ],
      },
      select: { id: true, incrementalId: true, name: true, conversionName: true },
    }),
    prisma.offerEvent.findMany({
      where: { organizationId, id: { in: given(conversions.map(({ offerEventId }) => offerEventId)) } },
      select: { id: true, name: true },
    }),
  ])
  return {
    offers: new Map(offers.map((offer) => [offer.id, offer])),
    byNumber: new Map(offers.map((offer) => [offer.incrementalId, offer])),
    events: new Map(events.map(({ id, name }) => [id, name])),
  }
}
