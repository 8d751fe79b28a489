import type { Cap } from '@/lib/database/generated/client'
import type { OrganizationClient } from '@/lib/database/organization'
import { capWindow } from './cap-window'

/** How a cap's current period goes. */
export type CapPace = {
  /** As trackers reported it, at most a second ago. What a killed tracker didn't report is missing until it's back or its lease expires. */
  used: number
  remaining: number
  /** When the next period starts; null for Total. */
  resetsAt: Date | null
  /** The used share of the limit divided by the share of the period that's over: at 1, the limit is reached just as the period ends. Null for Total. */
  pace: number | null
}

/** Adds how their current period goes. @param timezone the organization's */
export async function withPace<C extends Pick<Cap, 'id' | 'period' | 'timezone' | 'limit'>>(
  store: Pick<OrganizationClient, 'capWindow'>,
  timezone: string,
  caps: readonly C[],
  now = Date.now(),
): Promise<(C & { pace: CapPace })[]> {
  if (caps.length === 0) return []
  const current = caps.map((cap) => ({ cap, window: capWindow(cap.period, cap.timezone ?? timezone, now) }))
  const windows = await store.capWindow.findMany({
    where: { OR: current.map(({ cap, window }) => ({ capId: cap.id, start: new Date(window.start) })) },
    select: { capId: true, used: true },
  })
  const usedBy = new Map(windows.map(({ capId, used }) => [capId, used.toNumber()]))
  return current.map(({ cap, window: { start, end } }) => {
    const used = usedBy.get(cap.id) ?? 0
    const limit = cap.limit.toNumber()
    const isEndless = end === Infinity
    const share = (now - start) / (end - start)
    return {
      ...cap,
      pace: {
        used,
        remaining: Math.max(0, limit - used),
        resetsAt: isEndless ? null : new Date(end),
        pace: isEndless || share <= 0 ? null : Math.round((used / limit / share) * 1000) / 1000,
      },
    }
  })
}
