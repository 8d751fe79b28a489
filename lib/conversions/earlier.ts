import type { Prisma } from '@/lib/database/generated/client'
import type { Attributed } from './attribute'
import type { Earlier } from './duplicates'

/** What conversions of one click, or of one impression, have in common. */
export const transactionOf = ({ click }: Attributed) => `${click.organization} ${click.id}`

/** The conversions in the ledger of the same clicks and impressions, by those. */
export async function earlierOf(
  transaction: Prisma.TransactionClient,
  prepared: readonly Attributed[],
): Promise<Map<string, Earlier[]>> {
  const found = new Map<string, Earlier[]>()
  if (prepared.length === 0) return found
  const organizations = new Set(prepared.map(({ click }) => click.organization))
  const idsOf = (isImpression: boolean) => [
    ...new Set(prepared.flatMap(({ click }) => (click.isImpression === isImpression ? [click.id] : []))),
  ]
  const [clicks, impressions] = [idsOf(false), idsOf(true)]
  const rows = await transaction.conversion.findMany({
    where: {
      organizationId: { in: [...organizations] },
      OR: [
        ...(clicks.length > 0 ? [{ clickId: { in: clicks } }] : []),
        ...(impressions.length > 0 ? [{ impressionId: { in: impressions } }] : []),
      ],
    },
    select: {
      id: true,
      organizationId: true,
      clickId: true,
      impressionId: true,
      kind: true,
      offerEventId: true,
      externalId: true,
      status: true,
    },
    orderBy: { id: 'asc' },
  })
  for (const row of rows) {
    const key = `${row.organizationId} ${row.clickId ?? row.impressionId}`
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return found
}
