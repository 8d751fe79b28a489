import { z } from 'zod'
import { addressKinds, linkObstacles } from '@/lib/catalog/rules/link'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const record = z.object({ id: z.uuid(), number: z.number().int(), name: z.string() })

export const getLinkOptions = defineContract({
  id: 'getLinkOptions',
  method: 'GET',
  path: '/api/app/link-options',
  dialect: product,
  access: 'catalog:read',
  tags: ['Pages'],
  summary: 'Get what a publisher’s tracking links for an offer can consist of',
  query: z.object({
    offer: z.string('must be an ID').describe('The offer’s ID or number.'),
    publisher: z
      .string()
      .optional()
      .describe('The publisher’s ID or number. Publisher users can leave it out: it’s their own.'),
  }),
  response: z.object({
    offer: record,
    publisher: record,
    /** Why all clicks on such links would be rejected. */
    obstacle: z.enum(linkObstacles).nullable(),
    hasPreview: z.boolean(),
    /** The hosts that deep links may lead to. Null if the offer allows none. */
    deepLinkHosts: z.array(z.string()).nullable(),
    /** Those that links can name. */
    landingPages: z.array(z.object({ number: z.number().int(), name: z.string(), isDefault: z.boolean() })),
    /** Best first. */
    addresses: z.array(z.object({ kind: z.enum(addressKinds), url: z.url() })),
    /** The publisher's own campaigns, latest first. */
    campaigns: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
})

export type LinkOptions = z.infer<typeof getLinkOptions.response>
