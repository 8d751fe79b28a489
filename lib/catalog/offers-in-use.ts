import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'

// What offers share can't change under them unnoticed.

const MAX_NAMED = 20

/** `1, 2, 3, and 4 more` */
export function firstOf(numbers: readonly number[]): string {
  const more = numbers.length - MAX_NAMED
  return `${numbers.slice(0, MAX_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`
}

/** That an offer uses a record. */
export type Use = { of: string; offer: { incrementalId: number; advertiser: { incrementalId: number } } }

/** What to know about an offer that uses something. */
export const usingOffer = { incrementalId: true, advertiser: { select: { incrementalId: true } } } as const

/** The offers that the caller can see and that aren't archived. */
export const seenOffers = ({ reach }: Caller) =>
  ({ archived: false, advertiser: among(reach.advertisers.see) }) satisfies Prisma.OfferWhereInput

/** In a Prisma `include`: counts the offers that use a record. */
export const countOffers = (caller: Caller) => ({ _count: { select: { offers: { where: seenOffers(caller) } } } })

/** A record with the number of offers that use it. */
export type WithOffers<Row> = Row & { _count: { offers: number } }

/** The offers that aren't archived and match, in order, with the ID of what each uses. */
export async function offersUsing(
  store: OrganizationTransaction,
  where: Prisma.OfferWhereInput,
  column: 'integrationId' | 'targetingGroupId',
): Promise<Use[]> {
  const offers = await store.offer.findMany({
    where: { AND: [where, { archived: false }] },
    select: { ...usingOffer, [column]: true },
    orderBy: { incrementalId: 'asc' },
  })
  return offers.map((offer) => ({ of: String(Reflect.get(offer, column)), offer }))
}

/**
 * @param message what's refused, and what would have to change first, such as "Integrations with offers can't be deleted. Delete their offers first"
 * @param total how many records the change is about
 * @throws Refused naming the offers and, if the change is about several records, those at fault
 */
export function refuseUsed(uses: readonly Use[], message: string, total: number): void {
  if (uses.length === 0) return
  const offers = [...new Set(uses.map(({ offer }) => offer.incrementalId))].toSorted((a, b) => a - b)
  const named = `offers ${firstOf(offers)}`
  const faulty = [...new Set(uses.map(({ of }) => of))].join(', ')
  throw new Refused(
    'conflict',
    total === 1 ? `${message}: ${named}.` : `${message}: ${faulty} (${named}). Nothing was changed.`,
  )
}

/** Whoever changes what offers share changes the offers. @throws Refused if the caller can't edit one of them */
export function requireReachOf({ reach }: Caller, uses: readonly Use[], what: string): void {
  if (uses.every(({ offer }) => includes(reach.advertisers.edit, offer.advertiser.incrementalId))) return
  throw new Refused(
    'forbidden',
    `Offers of advertisers that you can’t edit use this ${what}, so only people who can edit them can change it.`,
  )
}
