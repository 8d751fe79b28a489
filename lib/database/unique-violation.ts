import { z } from 'zod'

const known = z.object({ code: z.literal('P2002') })

/** Whether the error is a unique constraint violation. Checks the shape, because a page's bundle has a different copy of the error class. */
export function isUniqueViolation(error: unknown): boolean {
  return known.safeParse(error).success
}
