import { z } from 'zod'
import { lines, name } from '@/lib/fields'
import { origin } from './origin'

/** What people can set about a publisher group. */
export const publisherGroupFields = { name, description: lines(2000) } as const

export const publisherGroupInput = z.strictObject({
  ...origin,
  name: publisherGroupFields.name,
  description: publisherGroupFields.description.default(''),
})
