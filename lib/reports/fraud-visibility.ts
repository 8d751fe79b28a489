import { isFraud, UNNAMED_FRAUD } from '@/lib/catalog/rules/fraud-filters'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'

type Judged = { reason: string; flags: string[] }

/** Clicks with what the caller can see of fraud filters: everything, except that publishers need fraud visibility to learn which ones caught a click. */
export async function asSeenBy<C extends Judged>(
  { scope, publisher }: Pick<Caller, 'scope' | 'publisher'>,
  clicks: readonly C[],
): Promise<C[]> {
  if (!publisher || !clicks.some(({ reason, flags }) => isFraud(reason) || flags.length > 0)) return [...clicks]
  if (await canSeeReasons({ scope, publisher })) return [...clicks]
  return clicks.map((click) => ({
    ...click,
    flags: [],
    reason: isFraud(click.reason) ? UNNAMED_FRAUD : click.reason,
  }))
}

/** Whether the caller can see why fraud filters rejected something: publishers need fraud visibility. */
export async function canSeeReasons({ scope, publisher }: Pick<Caller, 'scope' | 'publisher'>): Promise<boolean> {
  if (!publisher) return true
  const { fraudVisibilityEnabled } = await database()
    .forOrganization(scope.organizationId)
    .publisher.findFirstOrThrow({
      where: { incrementalId: publisher.id },
      select: { fraudVisibilityEnabled: true },
    })
  return fraudVisibilityEnabled
}
