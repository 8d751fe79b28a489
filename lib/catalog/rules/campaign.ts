import { z } from 'zod'
import { line, name } from '@/lib/fields'
import { origin } from './origin'

/** The kinds that people choose from. Others come from systems that have their own. */
export const campaignKinds = ['broadcast', 'flow', 'promotion'] as const

/** The channels that people choose from. Others come from systems that have their own. */
export const campaignChannels = ['email', 'whatsapp', 'sms', 'web', 'social'] as const

const word = line(64).min(1, 'must not be empty')

/** What people can set about a campaign. */
export const campaignFields = {
  externalId: line(200).min(1, 'must not be empty'),
  name,
  kind: word,
  channel: word,
} as const

export const campaignInput = z.strictObject({ ...origin, publisherId: z.uuid(), ...campaignFields })
