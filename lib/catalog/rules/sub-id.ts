import { z } from 'zod'
import { line, lines, webAddress } from '@/lib/fields'
import { origin } from './origin'
import { subIdValue } from './shared'

/** What people can set about a publisher's managed sub ID. */
export const subIdFields = {
  externalId: subIdValue(50),
  name: line(100).min(1, 'must not be empty'),
  description: lines(2000),
  /** A page about it, or '' for none. */
  externalLink: z.union(
    [z.literal(''), webAddress.max(255, 'must be at most 255 characters')],
    'must be a URL that starts with http:// or https://, or empty',
  ),
} as const

export const subIdInput = z.strictObject({
  ...origin,
  publisherId: z.uuid(),
  externalId: subIdFields.externalId,
  name: subIdFields.name,
  description: subIdFields.description.default(''),
  externalLink: subIdFields.externalLink.default(''),
})
