import { z } from 'zod'
import { dimensionNames, type Dimension } from '@/lib/reports/dimensions'
import { filterParameter } from '@/lib/reports/filter'
import { presets, rangeParameters } from '@/lib/reports/range'

// One entry for each dimension, which the compiler doesn't see.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const filters = Object.fromEntries(
  dimensionNames.map((dimension) => [dimension, filterParameter(dimension)]),
) as Record<Dimension, ReturnType<typeof filterParameter>>

/** URL parameters of every page about clicks, written by components/url/url-state.ts. */
export const questionParameters = z.object({
  ...rangeParameters,
  ...z.object(filters).partial().shape,
})

export type QuestionParameters = z.output<typeof questionParameters>

/** Page number and size, for lists with numbered pages. */
const pageMessage = 'must be a page number, starting at 1'
export const pageNumber = z.int(pageMessage).min(1, pageMessage).max(9_999_999, pageMessage)
export const pageSize = z.literal([10, 25, 50, 100], 'must be 10, 25, 50, or 100')

/** The days that an answer is about. */
export const answeredRange = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.number().int(),
  timezone: z.string(),
  /** Whether the last day is today, which isn't over yet. */
  incomplete: z.boolean(),
  /** The preset that the range comes from. */
  preset: z.enum(presets).nullable(),
})

export const count = z.number().int().nonnegative()

/** Clicks or impressions of humans, of bots, or of both. */
export const botsParameter = z
  .enum(['include', 'exclude', 'only'], 'must be include, exclude, or only')
  .default('include')
