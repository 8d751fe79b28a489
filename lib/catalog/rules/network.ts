import { z } from 'zod'
import { lines, name, webAddressOrNone } from '@/lib/fields'
import { origin } from './origin'
import { externalId } from './shared'

/** What people can set about a network. */
export const networkFields = {
  name,
  externalId,
  website: webAddressOrNone,
  description: lines(2000),
} as const

export const networkInput = z.strictObject({ ...origin, ...z.object(networkFields).partial().shape, name })
