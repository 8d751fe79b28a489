import { z } from 'zod'

/** lock_not_available and deadlock_detected */
const givenUp = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.enum(['55P03', '40P01']) }) }) }),
})

/** Whether a query failed because another transaction had locked what it needed for too long. */
export function isInTheWay(error: unknown): boolean {
  return givenUp.safeParse(error).success
}
