import { z } from 'zod'

const known = z.object({ code: z.literal('P2002') })

/** Whether Prisma refused a row because another has the same. By its shape: a page's bundle has another copy of the error's class. */
export function isUniqueViolation(error: unknown): boolean {
  return known.safeParse(error).success
}
