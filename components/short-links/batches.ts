/** The most links that one bulk operation takes. */
const MOST = 100

/** Runs an operation on all of these, as many at a time as it takes. */
export async function inBatches(ids: readonly string[], run: (ids: string[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < ids.length; from += MOST) await run(ids.slice(from, from + MOST))
}
