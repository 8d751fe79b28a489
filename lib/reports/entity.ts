import { z } from 'zod'

/** A catalog record: `id` is the incrementalId. */
export const entity = z.object({ id: z.number().int(), name: z.string(), slug: z.string() })
export type Entity = z.infer<typeof entity>
