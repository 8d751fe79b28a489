import { z } from 'zod'
import { world } from './data'

/** What the parts of the benchmark that run as processes of their own answer. Times are in ms unless they are called seconds. */

export const storeResult = z.object({
  world,
  clickId: z.string(),
  filled: z.object({ clicks: z.number(), seconds: z.number(), bytes: z.number() }),
  /** The longest of an answer's queries, and from the start of the first to the end of the last. */
  questions: z.array(z.object({ name: z.string(), longest: z.number(), together: z.number() })),
})

export const postgresResult = z.object({
  version: z.string(),
  filled: z.object({ clicks: z.number(), seconds: z.number(), bytes: z.number() }),
  questions: z.array(z.object({ name: z.string(), plain: z.number(), rolledUp: z.number().nullable() })),
})

export const loadResult = z.object({
  answered: z.number(),
  /** Anything but a redirect to the advertiser. */
  wrong: z.number(),
  seconds: z.number(),
  /** Until the answer; at a fixed rate, from when the click was due. */
  median: z.number(),
  p99: z.number(),
  highest: z.number(),
})

export const verifyResult = z.array(
  z.object({ run: z.string(), answered: z.number(), stored: z.number(), different: z.number() }),
)

/** What became of the clicks of a round of bench/full-disk.ts. */
const fullDiskReport = z.object({
  lost: z.number(),
  doubled: z.number(),
  raw: z.number(),
  rolledUp: z.number(),
  rawVisitors: z.number(),
  visitors: z.number(),
})
export type FullDiskReport = z.infer<typeof fullDiskReport>

/** What its store says. */
export const fullDiskLine = z.union([z.object({ log: z.string() }), z.object({ report: fullDiskReport }), z.object({ answered: z.number(), refused: z.number() })])
