import { z } from 'zod'
import { webAddress } from '@/lib/fields'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'

export const trackClick = defineContract({
  dialect: dub,
  tags: ['Tracking'],
  id: 'trackClick',
  method: 'POST',
  path: '/api/track/click',
  access: 'anyone',
  summary: 'Record a click on a short link',
  description:
    'For visitors who come from a short link without following it, such as those of a page with `?via=KEY`. It counts as if they had followed it, with the trigger `pageview`. Pages on any site can call it, without a key: it takes no more than the link that everyone can follow. The click is recorded when this answers.',
  body: z.strictObject({
    domain: z
      .string()
      .min(1, 'must not be empty')
      .max(300, 'must be at most 300 characters')
      .describe('The short link’s domain.'),
    key: z
      .string()
      .min(1, 'must not be empty')
      .max(400, 'must be at most 400 characters')
      .describe('The short link’s key, or `_root` for the domain’s own link.'),
    url: webAddress.optional().describe('The page that the visitor is on. By default, the link’s destination.'),
    referrer: z
      .string()
      .max(2000, 'must be at most 2,000 characters')
      .optional()
      .describe('The page that the visitor came from.'),
  }),
  response: z.object({ clickId: z.string() }).meta({ id: 'DubTrackedClick' }),
})
