import type { z } from 'zod'
import type { approvalInput } from '@/lib/catalog/rules/approval'
import type { DemoOffer, DemoPublisher } from './catalog'
import type { Random } from './random'
import type { Stamper } from './stamp'
import type { ApplicationPlan } from './terms-plan'

export type DemoApproval = z.input<typeof approvalInput> & { id: string; createdAt: Date }
type Status = DemoApproval['status']

const HOUR = 60 * 60 * 1000

/**
 * The application of a publisher to an offer, and what came of it. Publishers can't apply to private offers, so those are decided without.
 * @param plan what they wrote, if it isn't left to chance
 */
export function approvalOf(
  { offer, publisher, status, userId }: { offer: DemoOffer; publisher: DemoPublisher; status: Status; userId: string },
  plan: ApplicationPlan | undefined,
  stamp: Stamper,
  random: Random,
): DemoApproval {
  const longest = publisher.plan.joinedDaysAgo ?? 400
  // Nobody waits for months.
  const age = plan?.daysAgo ?? Math.min(longest, status === 'Pending' ? 1 + random.below(12) : 140 + random.below(260))
  const { archivedAt: _at, ...stamped } = stamp(age)
  const { createdAt } = stamped
  const { termsAndConditionsEnabled, visibility } = offer.row
  const decidedAt = new Date(createdAt.getTime() + (2 + random.below(70)) * HOUR)
  return {
    ...stamped,
    offerId: offer.row.id,
    publisherId: publisher.row.id,
    status,
    ...(visibility === 'Requires_Approval' && {
      appliedAt: createdAt,
      appliedById: userId,
      applicationNote: plan?.note ?? '',
      ...(termsAndConditionsEnabled && { termsVersion: 1, termsAcceptedAt: createdAt }),
    }),
    ...(status === 'Pending'
      ? { lastUpdatedById: userId }
      : { updatedAt: decidedAt, decidedAt, decidedById: stamped.lastUpdatedById, decisionNote: plan?.answer ?? '' }),
  }
}
