import { BoundedCache } from '@/lib/bounded'

/** Times kept per key. With more clicks to count, times are shared. */
const MOST_TIMES = 64

/** Clicks of a key in order: the time of a click, how many clicks share it, the next time, … */
type Times = number[]

/**
 * Counts recent clicks per key, such as a visitor, in this process's memory. Of more than `capacity` keys, those that clicked longest ago may be
 * forgotten, and keys with many clicks share times, so clicks are never counted too long, only too short.
 */
export class RecentClicks {
  readonly #times: BoundedCache<string, Times>

  constructor(capacity: number) {
    this.#times = new BoundedCache(capacity)
  }

  /**
   * Whether a click comes after at least `most` others of its key within the time before it.
   * @param window in ms
   * @param counts whether later clicks take it into account
   */
  isTooMany(
    key: string,
    now: number,
    { most, window, counts }: { most: number; window: number; counts: boolean },
  ): boolean {
    const times = this.#times.get(key)
    if (!times) {
      if (counts) this.#times.set(key, [now, 1])
      return most < 1
    }
    const sharing = most < MOST_TIMES ? 0 : window / MOST_TIMES
    let count = 0
    let gone = 0
    for (let at = 0; at < times.length; at += 2) {
      if ((times[at] ?? 0) < now - window) gone = at + 2
      else count += times[at + 1] ?? 0
    }
    if (gone > 0) times.splice(0, gone)
    if (counts) {
      const last = times.length - 2
      if (sharing > 0 && last >= 0 && now - (times[last] ?? 0) < sharing) times[last + 1] = (times[last + 1] ?? 0) + 1
      else times.push(now, 1)
      // The last `most` are all that matters.
      if (sharing === 0 && times.length > 2 * most) times.splice(0, times.length - 2 * most)
    }
    return count >= most
  }

  get size(): number {
    return this.#times.size
  }
}
