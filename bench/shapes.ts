import { z } from 'zod'
import { world } from './data'

/** Results of the benchmark stages that run in their own process. Times are in ms unless named `seconds`. */

export const storeResult = z.object({
  world,
  clickId: z.string(),
  filled: z.object({ clicks: z.number(), seconds: z.number(), bytes: z.number() }),
  /** Time of an answer's longest query, and from the start of its first query to the end of its last. */
  questions: z.array(z.object({ name: z.string(), longest: z.number(), together: z.number() })),
})

export const postgresResult = z.object({
  version: z.string(),
  filled: z.object({ clicks: z.number(), seconds: z.number(), bytes: z.number() }),
  questions: z.array(z.object({ name: z.string(), plain: z.number(), rolledUp: z.number().nullable() })),
})

export const loadResult = z.object({
  answered: z.number(),
  /** Responses other than a redirect to the advertiser. */
  wrong: z.number(),
  seconds: z.number(),
  /** Time until the response; at a fixed rate, measured from when the click was due. */
  median: z.number(),
  p99: z.number(),
  highest: z.number(),
})

export const verifyResult = z.array(
  z.object({ run: z.string(), answered: z.number(), stored: z.number(), different: z.number() }),
)

/** What became of the clicks in one round of bench/full-disk.ts. */
const fullDiskReport = z.object({
  lost: z.number(),
  doubled: z.number(),
  raw: z.number(),
  rolledUp: z.number(),
  total: z.number(),
})
export type FullDiskReport = z.infer<typeof fullDiskReport>

/** What bench/full-disk-store.ts prints. */
export const fullDiskLine = z.union([
  z.object({ log: z.string() }),
  z.object({ report: fullDiskReport }),
  z.object({ answered: z.number(), refused: z.number() }),
])
