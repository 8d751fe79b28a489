import { z } from 'zod'
import { flag, lines, name } from '@/lib/fields'
import { origin } from './origin'

/** What people can set about an integration. */
export const integrationFields = { name, description: lines(2000), active: flag } as const

export const integrationInput = z.strictObject({ ...origin, ...z.object(integrationFields).partial().shape, name })
