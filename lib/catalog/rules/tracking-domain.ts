import { z } from 'zod'
import { flag, hostName, lines } from '@/lib/fields'
import { origin } from './origin'

/** What people can set about a tracking domain. */
export const trackingDomainFields = { host: hostName, description: lines(2000), isDefault: flag, active: flag } as const

export const trackingDomainInput = z.strictObject({
  ...origin,
  ...z.object(trackingDomainFields).partial().shape,
  host: hostName,
})
