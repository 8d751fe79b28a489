import type { Reader } from './reading-keyed'
import type { CapRecord } from './records'

/** Rows read at a time, so that many caps don't delay clicks. */
const PAGE = 2000

/** Reads the caps that clicks depend on: active ones that count clicks. All others are removed. */
export const readCaps: Reader = async (prisma, sought) => {
  const ids = sought === 'all' ? undefined : sought.flatMap((key) => ('id' in key ? [key.id] : []))
  const rows: CapRecord[] = []
  for (let last: string | undefined; ;) {
    const page = await prisma.cap.findMany({
      where: { id: { in: ids, gt: last }, metric: 'Clicks', active: true, archived: false },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: {
        id: true,
        organizationId: true,
        offerId: true,
        publisherId: true,
        subId: true,
        period: true,
        limit: true,
        timezone: true,
        action: true,
      },
    })
    for (const row of page) rows.push({ ...row, limit: Math.floor(row.limit.toNumber()) })
    last = page.at(-1)?.id
    if (page.length < PAGE) break
  }
  return (catalog) => {
    for (const { caps } of catalog.organizations.values())
      for (const id of ids ?? [...caps.byId.keys()]) caps.delete(id)
    for (const row of rows) catalog.organizations.get(row.organizationId)?.caps.set(row)
  }
}
