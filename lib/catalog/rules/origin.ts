import { z } from 'zod'

/** Set when records that exist already are loaded; otherwise the database assigns them. */
export const origin = { id: z.uuid().optional(), createdAt: z.date().optional(), updatedAt: z.date().optional() }
