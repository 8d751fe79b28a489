import { z } from 'zod'
import { country, emailOrNone, flag, line, lines, name, webAddressOrNone } from '@/lib/fields'
import { origin } from './origin'
import { externalId } from './shared'

/** What people can set about an advertiser. References (network, manager) and tags are checked where they're stored. */
export const advertiserFields = {
  name,
  externalId,
  companyName: line(200),
  firstName: line(100),
  lastName: line(100),
  email: emailOrNone,
  phone: line(50),
  messenger: line(100),
  address: lines(500),
  country,
  website: webAddressOrNone,
  description: lines(2000),
  active: flag,
} as const

export const advertiserInput = z.strictObject({
  ...origin,
  ...z.object(advertiserFields).partial().shape,
  name,
  networkId: z.uuid().nullish(),
  managerId: z.uuid().nullish(),
})
