/** Times in ms, sorted. */
export class Times {
  readonly #sorted: Float64Array

  constructor(times: Iterable<number>) {
    this.#sorted = Float64Array.from(times).toSorted()
  }

  /** The time at or below which this share of all times lies (nearest rank). @param part 0.5 is the median */
  at(part: number): number {
    const index = Math.ceil(part * this.#sorted.length) - 1
    return this.#sorted[Math.max(0, index)] ?? Number.NaN
  }

  get median(): number {
    return this.at(0.5)
  }

  get count(): number {
    return this.#sorted.length
  }
}

/** Runs something `repeat` times in sequence, after three warm-up runs that don't count. */
export async function repeatedly(repeat: number, once: () => Promise<unknown>): Promise<Times> {
  const times: number[] = []
  for (let round = -3; round < repeat; round++) {
    const started = performance.now()
    await once()
    if (round >= 0) times.push(performance.now() - started)
  }
  return new Times(times)
}
