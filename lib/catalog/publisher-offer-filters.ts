import type { OfferAccess } from '@/lib/catalog/rules/publisher-offer'
import { Prisma, type PayoutType } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { publisherOf } from './publisher-offers'

// What publishers can filter their offers by that depends on them, or isn't in one column.

/** The offers that a publisher has this access to. */
export function withAccess(caller: Caller, access: OfferAccess): Prisma.OfferWhereInput {
  const publisher = { incrementalId: publisherOf(caller) }
  const approved: Prisma.OfferWhereInput = { approvals: { some: { status: 'Approved', publisher } } }
  const waiting: Prisma.OfferWhereInput = { approvals: { some: { status: 'Pending', publisher } } }
  const isPublic: Prisma.OfferWhereInput = { visibility: 'Public' }
  if (access === 'can_run') return { OR: [isPublic, approved] }
  return access === 'waiting' ? { AND: [{ NOT: isPublic }, waiting] } : { NOT: [isPublic, approved, waiting] }
}

/** The offers that pay the publisher in this way. */
export function withPayoutType(caller: Caller, payoutType: PayoutType): Prisma.OfferWhereInput {
  const publisher = { incrementalId: publisherOf(caller) }
  const custom = { publisher, archived: false, offerEventId: null }
  return {
    OR: [
      { customPayouts: { some: { ...custom, payoutType } } },
      { payoutType, customPayouts: { none: { ...custom, payoutType: { not: 'Unknown' } } } },
    ],
  }
}

/** The offers that are for visitors from a country. */
export function allowingCountry(code: string): Prisma.OfferWhereInput {
  const at = (list: 'include' | 'exclude') => ({ path: ['country', list] })
  // What isn't there is NULL, which is neither equal nor unequal.
  const included = [
    { ...at('include'), equals: Prisma.DbNull },
    { ...at('include'), equals: [] },
    { ...at('include'), array_contains: [code] },
  ]
  const excluded = { ...at('exclude'), array_contains: [code] }
  const notExcluded = { ...at('exclude'), equals: Prisma.DbNull }
  return {
    OR: [
      { targetingSimpleEnabled: false, targetingGroupId: null },
      {
        targetingSimpleEnabled: true,
        AND: [
          { OR: included.map((simpleTargeting) => ({ simpleTargeting })) },
          { OR: [{ simpleTargeting: notExcluded }, { NOT: { simpleTargeting: excluded } }] },
        ],
      },
      {
        targetingSimpleEnabled: false,
        targetingGroup: {
          AND: [
            { OR: included.map((group) => ({ targeting: group })) },
            { OR: [{ targeting: notExcluded }, { NOT: { targeting: excluded } }] },
          ],
        },
      },
    ],
  }
}
