import { z } from 'zod'

/** Set when records that exist already are loaded; otherwise the database assigns them. */
export const loaded = { id: z.uuid().optional(), createdAt: z.date().optional(), updatedAt: z.date().optional() }

/** The same for records that know who last edited them. */
export const origin = { ...loaded, lastUpdatedById: z.uuid().optional() }
