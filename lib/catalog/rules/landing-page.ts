import { z } from 'zod'
import { countryCode, flag, hostName, line, linkAddress, linkAddressOrNone, name } from '@/lib/fields'
import { origin } from './origin'

/** What people can set about a landing page. */
export const landingPageFields = {
  name,
  redirectUrl: linkAddress,
  previewUrl: linkAddressOrNone,
  active: flag,
  hideFromPublishers: flag,
  isDefault: flag,
  weight: z.int('must be a whole number').min(0, 'must be 0 or more').max(1000, 'must be at most 1000'),
  linkTestEnabled: flag,
  linkTestCountries: z.array(countryCode).max(50, 'must have at most 50 countries'),
  linkTestDevices: z.array(line(50).min(1, 'must not be empty')).max(10, 'must have at most 10 devices'),
  linkTestExpectedDomain: z.union([z.literal(''), hostName], 'must be a hostname such as shop.example.com, or empty'),
} as const

/** A landing page that's created along with its offer. */
export const landingPageOfOffer = z.strictObject({
  ...origin,
  ...z.object(landingPageFields).partial().shape,
  name,
  redirectUrl: landingPageFields.redirectUrl,
})

export const landingPageInput = landingPageOfOffer.extend({ offerId: z.uuid() })
