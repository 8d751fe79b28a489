import type { z } from 'zod'
import type { capInput } from '@/lib/catalog/rules/cap'
import { startOfDay, startOfMonth, today } from '@/lib/time'
import type { ShortClick } from './clicks'
import type { Stamp, Stamper } from './stamp'
import type { CapPlan, TermsPlan } from './terms-plan'
import type { Names } from './terms'

/** A cap, whose limit may depend on how much of it is used. */
export type DemoCap = {
  row: Omit<z.input<typeof capInput>, 'limit'> & Stamp
  limit: CapPlan['limit']
  pages: ReadonlySet<number>
  /** The publisher's number. */
  publisher: number | undefined
}

export function capsOf({ caps }: TermsPlan, names: Names, stamp: Stamper): DemoCap[] {
  return caps.map(({ offer, publisher, daysAgo, archived, limit, ...cap }) => {
    const of = publisher === undefined ? undefined : names.publisher(publisher).row
    const { row, landingPages } = names.offer(offer)
    return {
      row: { ...stamp(daysAgo, archived), ...cap, offerId: row.id, publisherId: of?.id ?? null },
      limit,
      pages: new Set(landingPages.map(({ incrementalId }) => incrementalId)),
      publisher: of?.incrementalId,
    }
  })
}

/** Counts what's used of caps in the periods that haven't ended, as trackers would have. */
export class CapUse {
  readonly #caps: { cap: DemoCap; since: number; start: Date; used: number }[]

  constructor(caps: readonly DemoCap[], timezone: string, now: Date) {
    const day = today(timezone, now)
    this.#caps = caps.flatMap((cap) => {
      const { metric, period, createdAt, archivedAt } = cap.row
      if (metric !== 'Clicks' || archivedAt) return []
      if (period === 'Total') return [{ cap, since: createdAt.getTime(), start: new Date(0), used: 0 }]
      if (period !== 'Day' && period !== 'Month') return []
      const start = startOfDay(period === 'Day' ? day : startOfMonth(day), timezone)
      return [{ cap, since: Math.max(start.getTime(), createdAt.getTime()), start, used: 0 }]
    })
  }

  /** @param clicks in order of time */
  count(clicks: readonly ShortClick[]): void {
    const latest = clicks.at(-1)?.time ?? 0
    for (const counted of this.#caps) {
      const { cap, since } = counted
      if (latest < since) continue
      for (const { time, page, publisher, reason, subIds } of clicks)
        if (
          time >= since &&
          reason === '' &&
          cap.pages.has(page) &&
          (cap.publisher ?? publisher) === publisher &&
          (cap.row.subId ?? subIds[0]) === subIds[0]
        )
          counted.used++
    }
  }

  /** How much is used of each cap that counts clicks, in the period that started at `start`. */
  get windows(): { capId: string; start: Date; used: number }[] {
    return this.#caps.map(({ cap, start, used }) => ({ capId: cap.row.id, start, used }))
  }

  limitOf({ row, limit }: DemoCap): number {
    if (typeof limit === 'number') return limit
    const used = this.#caps.find(({ cap }) => cap.row.id === row.id)?.used ?? 0
    return used === 0 ? 100 : roundUp(used / limit.used)
  }
}

/** A number as people choose limits, such as 1,850. */
function roundUp(number: number): number {
  const unit = Math.max(1, 10 ** Math.floor(Math.log10(number)) / 20)
  return Math.ceil(Math.ceil(number / unit) * unit)
}
