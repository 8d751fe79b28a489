import { storedHeaders } from '@/lib/catalog/stored'
import type { Postback, PostbackTrigger, Prisma } from '@/lib/database/generated/client'
import type { MacroSource } from '@/lib/macros'
import { insertCalls, type NewCall } from '@/lib/outbound/call-store'
import { parseUrl } from '@/lib/url'
import { newUuid } from '@/lib/uuid'
import { requestOf, type Sent } from './request'

/** A version of a conversion. Amounts are exact decimals. */
export type FiringConversion = {
  id: string
  organizationId: string
  version: number
  kind: 'conversion' | 'event' | 'lead' | 'sale'
  name: string
  offerId: string | null
  offerEventId: string | null
  publisherId: string | null
  clickId: string | null
  /** The impression that led to it, if it wasn't a click. */
  impressionId: string | null
  clickTime: Date | null
  time: Date
  externalId: string
  status: 'Approved' | 'Pending' | 'Rejected'
  reason: string
  payout: string
  revenue: string
  currency: string
  amount: string | null
  amountCurrency: string
  facts: Omit<MacroSource['click'], 'id' | 'external_transaction'> & {
    event: number
    campaign: string
    click_external_transaction: string
  }
}

/** A version, and the status that the one before had; null for the first one. */
export type Fired = { row: FiringConversion; before: FiringConversion['status'] | null }

/** What a version of a conversion is a reason to send. */
export function triggersOf({ row: { status, kind }, before }: Fired): PostbackTrigger[] {
  if (status === before) return []
  // Leads and sales that no offer pays for have names, as events do.
  const recorded = kind === 'conversion' ? 'conversion' : 'event'
  const first: PostbackTrigger[] = before === null && status !== 'Rejected' ? [recorded] : []
  if (status === 'Approved') return [...first, 'approval']
  return status === 'Rejected' ? ['rejection'] : first
}

/**
 * Stores the calls of the postbacks that versions of conversions are a reason to send, in the ledger's transaction: neither exists without the other.
 * A version causes each of them once.
 */
export async function firePostbacks(transaction: Prisma.TransactionClient, fired: readonly Fired[]): Promise<void> {
  await insertCalls(transaction, await callsOf(transaction, fired))
}

/** The calls that versions of conversions cause, without storing them. */
export async function callsOf(transaction: Prisma.TransactionClient, fired: readonly Fired[]): Promise<NewCall[]> {
  const reasons = fired.flatMap((one) => triggersOf(one).map((trigger) => ({ trigger, row: one.row })))
  if (reasons.length === 0) return []
  const postbacks = await findPostbacks(transaction, reasons)
  if (postbacks.length === 0) return []
  const due = reasons.flatMap(({ trigger, row }) =>
    postbacks.flatMap((postback) => (isAbout(postback, trigger, row) ? [{ postback, row }] : [])),
  )
  const names = await readNames(
    transaction,
    due.map(({ row }) => row),
  )
  return due.flatMap(({ postback, row }) => callOf(postback, row, names) ?? [])
}

type Found = Omit<Postback, 'headers'> & Sent & { publisher: { fraudVisibilityEnabled: boolean } | null }

/** A postback that belongs to something archived sends nothing new. What waits already is still sent. */
const isInUse = { archived: false } as const

async function findPostbacks(
  transaction: Prisma.TransactionClient,
  reasons: readonly { trigger: PostbackTrigger; row: FiringConversion }[],
): Promise<Found[]> {
  const distinct = <T>(value: (reason: (typeof reasons)[number]) => T | null) => [
    ...new Set(reasons.map(value).filter((one): one is NonNullable<T> => one !== null)),
  ]
  const rows = await transaction.postback.findMany({
    where: {
      organizationId: { in: distinct(({ row }) => row.organizationId) },
      trigger: { in: distinct(({ trigger }) => trigger) },
      active: true,
      archived: false,
      AND: [
        {
          OR: [
            { publisherId: null },
            { publisherId: { in: distinct(({ row }) => row.publisherId) }, publisher: isInUse },
          ],
        },
        { OR: [{ offerId: null }, { offerId: { in: distinct(({ row }) => row.offerId) }, offer: isInUse }] },
        { OR: [{ offerEventId: null }, { offerEvent: isInUse }] },
      ],
    },
    include: { publisher: { select: { fraudVisibilityEnabled: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({ ...row, headers: storedHeaders(row.headers) }))
}

function isAbout(postback: Found, trigger: PostbackTrigger, row: FiringConversion): boolean {
  return (
    postback.organizationId === row.organizationId &&
    postback.trigger === trigger &&
    (postback.publisherId === null || postback.publisherId === row.publisherId) &&
    (postback.offerId === null || postback.offerId === row.offerId) &&
    (postback.offerEventId === null || postback.offerEventId === row.offerEventId)
  )
}

type Names = { slugs: ReadonlyMap<string, string>; campaigns: ReadonlyMap<string, string> }

/** What macros need that conversions don't have. */
async function readNames(transaction: Prisma.TransactionClient, rows: readonly FiringConversion[]): Promise<Names> {
  const organizationId = { in: [...new Set(rows.map((row) => row.organizationId))] }
  const publishers = await transaction.publisher.findMany({
    where: { organizationId, id: { in: [...new Set(rows.flatMap(({ publisherId }) => publisherId ?? []))] } },
    select: { id: true, slug: true },
  })
  const campaigns = await transaction.campaign.findMany({
    where: { organizationId, id: { in: [...new Set(rows.map(({ facts }) => facts.campaign))] } },
    select: { id: true, externalId: true },
  })
  return {
    slugs: new Map(publishers.map(({ id, slug }) => [id, slug])),
    campaigns: new Map(campaigns.map(({ id, externalId }) => [id, externalId])),
  }
}

function callOf(postback: Found, row: FiringConversion, { slugs, campaigns }: Names): NewCall | undefined {
  const { facts } = row
  // The network knows all reasons.
  const knowsReasons = postback.publisher?.fraudVisibilityEnabled ?? true
  const request = requestOf(postback, {
    click: {
      ...facts,
      id: row.clickId ?? row.impressionId ?? '',
      external_transaction: facts.click_external_transaction,
    },
    now: (row.clickTime ?? row.time).getTime(),
    publisherSlug: slugs.get(row.publisherId ?? '') ?? '',
    campaign: campaigns.get(facts.campaign) ?? '',
    conversion: { ...row, event: facts.event, reason: knowsReasons ? row.reason : '' },
  })
  const host = request && parseUrl(request.url)?.host
  if (!request || host === undefined) return undefined
  return {
    ...request,
    id: newUuid(),
    organizationId: row.organizationId,
    kind: 'postback',
    targetId: postback.id,
    uniqueKey: `postback ${postback.id} ${postback.trigger} ${row.id} ${row.version}`,
    clickId: row.clickId,
    conversionId: row.id,
    host,
    subject: {
      trigger: postback.trigger,
      postback: postback.incrementalId,
      offer: facts.offer,
      publisher: facts.publisher,
      event: facts.event,
    },
    delay: postback.delaySeconds,
    isTaken: false,
  }
}
