import { z } from 'zod'

const uniqueViolation = z.object({
  // The second is for raw SQL.
  code: z.enum(['P2002', 'P2010']),
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ constraint: z.object({ index: z.string() }) }) }),
  }),
})

/**
 * The name of the unique constraint that an error says was violated, or null for any other error.
 * Checks the shape, because a page's bundle has a different copy of the error class.
 */
export function violatedConstraint(error: unknown): string | null {
  return uniqueViolation.safeParse(error).data?.meta.driverAdapterError.cause.constraint.index ?? null
}
