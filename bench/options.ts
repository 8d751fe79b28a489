import { parseArgs } from 'node:util'
import { z } from 'zod'

export const stages = ['store', 'http', 'tracker', 'postgres'] as const
export type Stage = (typeof stages)[number]

const whole = (minimum: number) => z.coerce.number().int().min(minimum)

const options = z.object({
  /** Clicks in the store. */
  clicks: whole(1000).default(10_000_000),
  /** Short links that trackers know. */
  links: whole(2).default(100_000),
  /** Duration of each load on the tracker. */
  seconds: z.coerce.number().min(0.1).default(15),
  /** How often each question is asked, after a few uncounted warm-ups. */
  repeat: whole(1).default(15),
  only: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(stages, `must be a comma-separated list of ${stages.join(', ')}`)))
    .default([...stages]),
  /** Writes the report to docs/performance.md. */
  write: z.boolean().default(false),
})
export type Options = z.infer<typeof options>

/** @throws Error naming the invalid option and what would be valid */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      clicks: { type: 'string' },
      links: { type: 'string' },
      seconds: { type: 'string' },
      repeat: { type: 'string' },
      only: { type: 'string' },
      write: { type: 'boolean' },
    },
  })
  const parsed = options.safeParse(values)
  if (!parsed.success)
    throw new Error(parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'))
  return parsed.data
}
