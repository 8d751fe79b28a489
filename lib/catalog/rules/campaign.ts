import { z } from 'zod'
import { line, name } from '@/lib/fields'
import { loaded } from './origin'

const word = line(64).min(1, 'must not be empty')

export const campaignInput = z.strictObject({
  ...loaded,
  publisherId: z.uuid(),
  externalId: line(200).min(1, 'must not be empty'),
  name,
  kind: word,
  channel: word,
})
