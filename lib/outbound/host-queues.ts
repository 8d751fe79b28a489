/** Runs work for hosts side by side, with a few at a time for each, so that a slow host only holds up its own. */
export class HostQueues<T extends { host: string }> {
  readonly #work: (item: T) => Promise<void>
  readonly #limits: { each: number; waiting: number; all: number }
  readonly #hosts = new Map<string, { waiting: T[]; active: number }>()
  #active = 0
  #idle: (() => void)[] = []

  /**
   * @param work never rejects
   * @param limits how many run per host, wait per host, and run in all
   */
  constructor(work: (item: T) => Promise<void>, limits: { each: number; waiting: number; all: number }) {
    this.#work = work
    this.#limits = limits
  }

  /** Runs it now or later. @returns false if too many wait for its host */
  add(item: T): boolean {
    const host = this.#hosts.get(item.host) ?? { waiting: [], active: 0 }
    if (host.waiting.length >= this.#limits.waiting) return false
    this.#hosts.set(item.host, host)
    host.waiting.push(item)
    this.#start(item.host)
    return true
  }

  /** Hosts that something waits for. */
  get busy(): string[] {
    return [...this.#hosts].flatMap(([name, { waiting }]) => (waiting.length > 0 ? [name] : []))
  }

  /** What runs or waits. */
  get size(): number {
    return [...this.#hosts.values()].reduce((sum, { waiting, active }) => sum + waiting.length + active, 0)
  }

  /** Takes back everything that hasn't started. */
  clear(): T[] {
    const waiting = [...this.#hosts.values()].flatMap((host) => host.waiting.splice(0))
    for (const [name, { active }] of this.#hosts) if (active === 0) this.#hosts.delete(name)
    return waiting
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    return this.#active === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve))
  }

  #start(name: string): void {
    const host = this.#hosts.get(name)
    if (!host) return
    while (host.waiting.length > 0 && host.active < this.#limits.each && this.#active < this.#limits.all) {
      const item = host.waiting.shift()
      if (item === undefined) break
      host.active++
      this.#active++
      void this.#work(item).finally(() => {
        host.active--
        this.#active--
        if (host.active === 0 && host.waiting.length === 0) this.#hosts.delete(name)
        else this.#start(name)
        // The limit for all may have held up other hosts.
        if (this.#active === this.#limits.all - 1) for (const other of this.#hosts.keys()) this.#start(other)
        if (this.#active > 0) return
        for (const resolve of this.#idle) resolve()
        this.#idle = []
      })
    }
  }
}
